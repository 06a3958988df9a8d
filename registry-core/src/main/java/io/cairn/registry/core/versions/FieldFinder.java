package io.cairn.registry.core.versions;

import io.cairn.registry.Subject;
import io.cairn.registry.catalog.FieldMatch;
import io.cairn.registry.catalog.FieldQuery;
import io.cairn.registry.catalog.FieldQuery.Versions;
import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.CatalogStore.FieldKey;
import io.cairn.registry.core.store.CatalogStore.FieldPosition;
import io.cairn.registry.core.store.CatalogStore.FieldRun;
import io.cairn.registry.core.store.CatalogStore.FieldSearch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds one page of fields. A store may have several runs of versions for what is one match, and
 * runs of versions that are gone or not asked for.
 */
final class FieldFinder {
  private final VersionIndex index;
  private final CatalogStore store;
  private final FieldQuery query;
  private final PageRequest request;
  private final FieldKey key;
  private final List<FieldMatch> found = new ArrayList<>();

  /** Behind the last run of the last match found, or of those before it that were none. */
  private @Nullable FieldPosition end;

  private final List<FieldRun> alike = new ArrayList<>();

  FieldFinder(VersionIndex index, CatalogStore store, FieldQuery query, PageRequest request) {
    this.index = index;
    this.store = store;
    this.query = query;
    this.request = request;
    key = query.name().equals(NamePattern.ANY) ? FieldKey.TYPE : FieldKey.NAME;
    end = Cursors.findField(request);
  }

  Page<FieldMatch> page() {
    @Nullable FieldPosition after = end;
    List<FieldRun> runs;
    do {
      runs = store.fields(search(after));
      for (FieldRun run : runs) {
        if (!alike.isEmpty() && !goesOn(alike.get(alike.size() - 1), run) && !hadRoom()) {
          return nextPageFollows();
        }
        alike.add(run);
        after = run.position(key);
      }
    } while (runs.size() > request.size());
    return hadRoom() ? new Page<>(found, null) : nextPageFollows();
  }

  private FieldSearch search(@Nullable FieldPosition after) {
    return new FieldSearch(key, query.name(), query.type(), after, request.size() + 1);
  }

  /** Whether a run tells of the same field in the same way, with no version between the two. */
  private boolean goesOn(FieldRun one, FieldRun next) {
    return one.subject().equals(next.subject())
        && one.ordinal() == next.ordinal()
        && one.path().equals(next.path())
        && one.type().equals(next.type())
        && index.subject(one.subject()).all().stream()
            .map(version -> version.ref().version())
            .noneMatch(version -> version >= one.until() && version < next.since());
  }

  /** Makes a match of the runs that are alike; false if the page is full without it. */
  private boolean hadRoom() {
    List<FieldRun> runs = List.copyOf(alike);
    alike.clear();
    if (runs.isEmpty()) {
      return true;
    }
    List<Integer> versions = versions(runs);
    if (!versions.isEmpty()) {
      if (found.size() == request.size()) {
        return false;
      }
      FieldRun first = runs.get(0);
      found.add(
          new FieldMatch(
              new Target.OfField(first.subject(), first.ordinal()),
              first.path(),
              first.type(),
              versions));
    }
    end = runs.get(runs.size() - 1).position(key);
    return true;
  }

  private Page<FieldMatch> nextPageFollows() {
    FieldPosition last = end;
    return new Page<>(found, last == null ? null : request.after(Cursors.of(last)));
  }

  /** The versions of these runs that are there; none if they are not what is asked for. */
  private List<Integer> versions(List<FieldRun> runs) {
    Subject subject = runs.get(0).subject();
    SubjectEntry entry = index.subject(subject);
    List<Integer> versions =
        entry.all().stream()
            .map(version -> version.ref().version())
            .filter(version -> runs.stream().anyMatch(run -> contains(run, version)))
            .toList();
    return query.versions() == Versions.ALL || isLatest(entry, versions) ? versions : List.of();
  }

  private static boolean contains(FieldRun run, int version) {
    return run.since() <= version && version < run.until();
  }

  private static boolean isLatest(SubjectEntry entry, List<Integer> versions) {
    KnownVersion latest = entry.findLatest();
    return latest != null && !entry.isDeleted() && versions.contains(latest.ref().version());
  }
}
