package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaId;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Catalog;
import io.cairn.registry.catalog.FieldMatch;
import io.cairn.registry.catalog.FieldQuery;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.catalog.SubjectQuery;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.schema.FieldPath;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is said about subjects, versions and fields, and finding them. */
final class CatalogFacet implements Catalog {
  private static final Comparator<VersionRef> BY_SUBJECT_AND_NUMBER =
      Comparator.comparing(VersionRef::subject).thenComparing(VersionRef::version);

  private final VersionIndex index;
  private final Transactions transactions;
  private final BodyReader bodies;
  private final CatalogStore store;
  private final Audit audit;

  CatalogFacet(
      VersionIndex index,
      Transactions transactions,
      BodyReader bodies,
      CatalogStore store,
      Audit audit) {
    this.index = index;
    this.transactions = transactions;
    this.bodies = bodies;
    this.store = store;
    this.audit = audit;
  }

  @Override
  public Target.OfField field(Subject subject, FieldPath path) {
    return field(index.subject(subject).requireLatest(), path);
  }

  @Override
  public Target.OfField field(VersionRef version, FieldPath path) {
    return field(index.subject(version.subject()).require(version.version()), path);
  }

  private Target.OfField field(KnownVersion version, FieldPath path) {
    int ordinal =
        version
            .version(bodies)
            .layout()
            .findOrdinal(path)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "There is no field " + path + " in " + version.ref() + "."));
    return new Target.OfField(version.ref().subject(), ordinal);
  }

  @Override
  public Annotations annotations(Target target) {
    require(index.subject(target.subject()), target);
    return store.annotations(target);
  }

  @Override
  public List<Annotated> annotationsOf(Subject subject) {
    index.subject(subject).requireExists();
    return store.annotationsOf(subject);
  }

  @Override
  public Annotations edit(Target target, AnnotationEdit edit) {
    return transactions.run(
        OperationKind.CHANGE,
        target::toString,
        List.of(target.subject()),
        transaction -> {
          SubjectEntry entry = transaction.subject(target.subject());
          require(entry, target);
          return audit.edit(transaction, entry, target, edit);
        });
  }

  private void require(SubjectEntry entry, Target target) {
    entry.requireExists();
    if (target instanceof Target.OfVersion of) {
      entry.require(of.version().version());
    } else if (target instanceof Target.OfField field && !hasField(entry, field.ordinal())) {
      throw new NotFoundException("No version of " + entry.subject() + " has a " + target + ".");
    }
  }

  private boolean hasField(SubjectEntry entry, int ordinal) {
    List<KnownVersion> all = entry.all();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).version(bodies).layout().ordinals().containsValue(ordinal)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Page<AuditEntry> audit(Subject subject, PageRequest page) {
    long before = Cursors.number(page);
    List<CatalogStore.NumberedEntry> found = store.audit(subject, before, page.size() + 1);
    Page<CatalogStore.NumberedEntry> numbered =
        page(page, found, entry -> Long.toString(entry.number()));
    return new Page<>(
        numbered.items().stream().map(CatalogStore.NumberedEntry::entry).toList(), numbered.next());
  }

  @Override
  public Page<SubjectSummary> subjects(SubjectQuery query, PageRequest page) {
    Subject after = Cursors.findSubject(page);
    List<SubjectSummary> found =
        candidates(query)
            .filter(SubjectEntry::exists)
            .filter(entry -> after == null || entry.subject().compareTo(after) > 0)
            .filter(entry -> query.namespace().matches(entry.subject().namespace()))
            .filter(entry -> query.name().matches(entry.subject().name()))
            .sorted(Comparator.comparing(SubjectEntry::subject))
            .limit(page.size() + 1L)
            .map(SubjectEntry::summary)
            .toList();
    return page(page, found, summary -> summary.subject().toString());
  }

  private Stream<SubjectEntry> candidates(SubjectQuery query) {
    if (query.tag() == null && query.owner() == null) {
      return index.subjects().stream();
    }
    Collection<Subject> found = store.subjects(new AnnotationQuery(query.tag(), query.owner()));
    return found.stream().map(index::find).filter(Objects::nonNull);
  }

  @Override
  public Page<Annotated> annotated(AnnotationQuery query, PageRequest page) {
    return page(
        page,
        store.annotated(query, Cursors.findTarget(page), page.size() + 1),
        one -> Cursors.of(one.target()));
  }

  @Override
  public Page<FieldMatch> fields(FieldQuery query, PageRequest page) {
    return new FieldFinder(index, store, query, page).page();
  }

  @Override
  public Page<VersionRef> versions(SchemaId content, PageRequest page) {
    VersionRef after = Cursors.findVersion(page);
    List<VersionRef> found =
        index.versions(content).stream()
            .map(KnownVersion::ref)
            .filter(ref -> after == null || BY_SUBJECT_AND_NUMBER.compare(ref, after) > 0)
            .sorted(BY_SUBJECT_AND_NUMBER)
            .limit(page.size() + 1L)
            .toList();
    return page(page, found, VersionRef::toString);
  }

  /** A page of what was found, which is one more if another page follows. */
  private static <T> Page<T> page(PageRequest asked, List<T> found, Function<T, String> cursor) {
    if (found.size() <= asked.size()) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, asked.size());
    return new Page<>(items, asked.after(cursor.apply(items.get(items.size() - 1))));
  }
}
