package io.cairn.registry.core.store;

import io.cairn.registry.DocumentId;
import io.cairn.registry.VersionState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

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

  /** A version. */
  record Version(
      Operation.AppendVersion appended,
      VersionState state,
      long seen,
      Instant lastSeenAt,
      Set<DocumentId> documents) {

    Version withState(VersionState next) {
      return new Version(appended, next, seen, lastSeenAt, documents);
    }

    Version seenAgain(long times, Instant at) {
      Instant latest = at.isAfter(lastSeenAt) ? at : lastSeenAt;
      return new Version(appended, state, seen + times, latest, documents);
    }

    Version withDocument(DocumentId id) {
      Set<DocumentId> more = new LinkedHashSet<>(documents);
      more.add(id);
      return new Version(appended, state, seen, lastSeenAt, more);
    }

    VersionHead head() {
      return new VersionHead(appended.head().version(), appended.head().id(), state);
    }

    VersionHistory history() {
      return new VersionHistory(
          head(),
          appended.body().label(),
          appended.facts(),
          seen,
          lastSeenAt,
          List.copyOf(documents));
    }
  }
}
