package io.cairn.registry.core.store;

import io.cairn.registry.Deprecation;
import io.cairn.registry.DocumentId;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.error.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A subject with its versions by number.
 *
 * @param number how many subjects had a row before it
 */
record KeptSubject(
    long number,
    SubjectRow row,
    long revision,
    TreeMap<Integer, Version> versions,
    KeptCatalog catalog) {
  KeptSubject withRow(SubjectRow next) {
    return new KeptSubject(number, next, revision, versions, catalog);
  }

  KeptSubject withRevision(long next) {
    return new KeptSubject(number, row, next, versions, catalog);
  }

  KeptSubject withCatalog(KeptCatalog next) {
    return new KeptSubject(number, row, revision, versions, next);
  }

  /** With versions that are free to change. */
  KeptSubject copy() {
    return new KeptSubject(number, row, revision, new TreeMap<>(versions), catalog);
  }

  /** The versions of these subjects that refer to one. */
  static Stream<VersionRef> referrers(Collection<KeptSubject> subjects, VersionRef target) {
    return subjects.stream()
        .flatMap(kept -> kept.versions().values().stream())
        .filter(version -> version.appended().references().contains(target))
        .map(version -> version.appended().ref());
  }

  /** A version. */
  record Version(
      Operation.AppendVersion appended,
      VersionHead head,
      long seen,
      Instant lastSeenAt,
      Set<DocumentId> documents) {

    Version withState(VersionState next) {
      return with(head.withState(next));
    }

    Version withDeprecation(@Nullable Deprecation next) {
      return with(head.withDeprecation(next));
    }

    private Version with(VersionHead next) {
      return new Version(appended, next, seen, lastSeenAt, documents);
    }

    Version enabled(Operation.EnableDraft as) {
      if (head.state() != VersionState.DRAFT) {
        throw new StoreException("Cannot enable " + as.ref() + ": it is no draft.", null);
      }
      Operation.AppendVersion next =
          new Operation.AppendVersion(
              appended.subject(),
              appended.head(),
              as.body(),
              as.facts(),
              as.columns(),
              appended.references(),
              appended.documents());
      return new Version(next, head, seen, lastSeenAt, documents).withState(VersionState.LIVE);
    }

    Version seenAgain(long times, Instant at) {
      Instant latest = at.isAfter(lastSeenAt) ? at : lastSeenAt;
      return new Version(appended, head, seen + times, latest, documents);
    }

    Version withDocument(DocumentId id) {
      Set<DocumentId> more = new LinkedHashSet<>(documents);
      more.add(id);
      return new Version(appended, head, seen, lastSeenAt, more);
    }

    VersionHistory history() {
      return new VersionHistory(
          head,
          appended.body().label(),
          appended.facts(),
          seen,
          lastSeenAt,
          List.copyOf(documents));
    }
  }
}
