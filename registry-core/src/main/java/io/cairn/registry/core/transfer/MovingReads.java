package io.cairn.registry.core.transfer;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The reads of one store first, and of another one after a turn, in one sequence of revisions. */
final class MovingReads implements VersionStore, CatalogStore {
  private final CarriedCounters counters;
  private volatile Source source;

  private record Source(RegistryStore store, Renumbering numbers) {
    VersionStore versions() {
      return store.versions();
    }
  }

  MovingReads(RegistryStore first, CarriedCounters counters) {
    this.counters = counters;
    source = new Source(first, Renumbering.NONE);
  }

  void turnTo(RegistryStore next, Renumbering numbers) {
    source = new Source(next, numbers);
  }

  @Override
  public Settings settings() {
    Source now = source;
    Settings settings = now.versions().settings();
    return new Settings(
        settings.globalPolicy(),
        now.numbers.outside(StoreKey.Global.SETTINGS, settings.revision()));
  }

  @Override
  public void forEachSubject(Consumer<SubjectRecord> reader) {
    Source now = source;
    now.versions().forEachSubject(kept -> reader.accept(outside(now.numbers, kept)));
  }

  @Override
  public Optional<SubjectRecord> findSubject(Subject subject) {
    Source now = source;
    return now.versions().findSubject(subject).map(kept -> outside(now.numbers, kept));
  }

  private static SubjectRecord outside(Renumbering numbers, SubjectRecord kept) {
    StoreKey key = new StoreKey.OfSubject(kept.row().subject());
    return new SubjectRecord(kept.row(), numbers.outside(key, kept.revision()), kept.versions());
  }

  @Override
  public Optional<VersionBody> findBody(VersionRef ref) {
    return source.versions().findBody(ref);
  }

  @Override
  public List<VersionHistory> history(Subject subject) {
    return source.versions().history(subject);
  }

  @Override
  public Optional<SourceDocument> findDocument(DocumentId id) {
    return source.versions().findDocument(id);
  }

  @Override
  public List<VersionRef> referrers(VersionRef target) {
    return source.versions().referrers(target);
  }

  @Override
  public long counter(StoreKey.OfCounter counter) {
    Source now = source;
    return now.numbers == Renumbering.NONE
        ? now.versions().counter(counter)
        : counters.storeOf(counter).versions().counter(counter);
  }

  @Override
  public Map<VersionRef, VersionBody> bodies(Collection<VersionRef> refs) {
    return source.versions().bodies(refs);
  }

  @Override
  public Annotations annotations(Target target) {
    return source.store.catalog().annotations(target);
  }

  @Override
  public List<Annotated> annotationsOf(Subject subject) {
    return source.store.catalog().annotationsOf(subject);
  }

  @Override
  public List<Annotated> annotated(AnnotationQuery query, @Nullable Target after, int limit) {
    return source.store.catalog().annotated(query, after, limit);
  }

  @Override
  public Set<Subject> subjects(AnnotationQuery query) {
    return source.store.catalog().subjects(query);
  }

  @Override
  public List<NumberedEntry> audit(Subject subject, long before, int limit) {
    return source.store.catalog().audit(subject, before, limit);
  }

  @Override
  public List<FieldRun> fields(FieldSearch search) {
    return source.store.catalog().fields(search);
  }
}
