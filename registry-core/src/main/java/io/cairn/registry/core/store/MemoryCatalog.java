package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalog of a memory store; each read looks at what was kept at one moment. */
final class MemoryCatalog implements CatalogStore {
  private final MemoryStore store;

  MemoryCatalog(MemoryStore store) {
    this.store = store;
  }

  private KeptCatalog catalog(Subject subject) {
    KeptSubject kept = store.kept(subject);
    return kept == null ? KeptCatalog.EMPTY : kept.catalog();
  }

  @Override
  public Annotations annotations(Target target) {
    return catalog(target.subject()).annotations(target);
  }

  @Override
  public List<Annotated> annotationsOf(Subject subject) {
    return annotated(catalog(subject)).toList();
  }

  private static Stream<Annotated> annotated(KeptCatalog catalog) {
    return catalog.annotations().entrySet().stream()
        .map(entry -> new Annotated(entry.getKey(), entry.getValue()));
  }

  @Override
  public List<Annotated> annotated(AnnotationQuery query, @Nullable Target after, int limit) {
    long afterNumber = after == null ? 0 : number(after.subject());
    return store.keptInOrder().stream()
        .filter(kept -> kept.number() >= afterNumber)
        .flatMap(
            kept ->
                annotated(kept.catalog())
                    .filter(
                        one ->
                            after == null
                                || kept.number() > afterNumber
                                || KeptCatalog.ORDER.compare(one.target(), after) > 0))
        .filter(one -> isAsked(query, one.annotations()))
        .limit(limit)
        .toList();
  }

  /** Nothing stands behind a subject that is unknown. */
  private long number(Subject subject) {
    KeptSubject kept = store.kept(subject);
    return kept == null ? Long.MAX_VALUE : kept.number();
  }

  private static boolean isAsked(AnnotationQuery query, Annotations said) {
    return (query.tag() == null || said.tags().contains(query.tag()))
        && (query.owner() == null || said.owner().equals(query.owner()));
  }

  @Override
  public Set<Subject> subjects(AnnotationQuery query) {
    return store.keptInOrder().stream()
        .filter(kept -> isAsked(query, kept.catalog().annotations(Target.of(kept.row().subject()))))
        .map(kept -> kept.row().subject())
        .collect(Collectors.toSet());
  }

  @Override
  public List<NumberedEntry> audit(Subject subject, long before, int limit) {
    List<NumberedEntry> entries = new ArrayList<>();
    for (KeptCatalog.Link at = catalog(subject).newest();
        at != null && entries.size() < limit;
        at = at.before()) {
      if (at.number() < before) {
        entries.add(new NumberedEntry(at.number(), at.entry()));
      }
    }
    return entries;
  }

  @Override
  public List<FieldRun> fields(FieldSearch search) {
    List<KeptSubject> all = store.keptInOrder();
    Map<Subject, Long> numbers = new HashMap<>();
    all.forEach(kept -> numbers.put(kept.row().subject(), kept.number()));
    Comparator<FieldPosition> order =
        Comparator.comparing(
                (FieldPosition at) -> at.key().getBytes(StandardCharsets.UTF_8),
                Arrays::compareUnsigned)
            .thenComparingLong(at -> numbers.getOrDefault(at.subject(), Long.MAX_VALUE))
            .thenComparingInt(FieldPosition::ordinal)
            .thenComparingInt(FieldPosition::since);
    FieldPosition after = search.after();
    return all.stream()
        .flatMap(MemoryCatalog::runs)
        .filter(run -> search.name().matches(run.name()) && search.type().matches(run.type()))
        .filter(run -> after == null || order.compare(run.position(search.key()), after) > 0)
        .sorted(Comparator.comparing(run -> run.position(search.key()), order))
        .limit(search.limit())
        .toList();
  }

  /** One for each version. */
  private static Stream<FieldRun> runs(KeptSubject kept) {
    return kept.versions().values().stream()
        .map(KeptSubject.Version::appended)
        .flatMap(version -> version.columns().stream().map(column -> run(version.ref(), column)));
  }

  private static FieldRun run(VersionRef ref, Column column) {
    return new FieldRun(
        ref.subject(),
        column.ordinal(),
        column.name(),
        column.path(),
        column.type(),
        ref.version(),
        ref.version() + 1);
  }
}
