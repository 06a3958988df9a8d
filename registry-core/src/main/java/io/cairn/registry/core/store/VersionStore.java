package io.cairn.registry.core.store;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The reads of subjects and versions. Each sees one consistent state; none waits for a commit under
 * way.
 */
public interface VersionStore {
  Settings settings();

  /** Hands over every subject, purged ones included, without bodies. */
  void forEachSubject(Consumer<SubjectRecord> reader);

  Optional<SubjectRecord> findSubject(Subject subject);

  Optional<VersionBody> findBody(VersionRef ref);

  /** The bodies of versions, as far as they are there. */
  Map<VersionRef, VersionBody> bodies(Collection<VersionRef> refs);

  /** Everything but the schemas, oldest version first; empty for an unknown subject. */
  List<VersionHistory> history(Subject subject);

  Optional<SourceDocument> findDocument(DocumentId id);

  /**
   * The versions whose schemas refer to this one, in the natural order of subjects, then versions.
   */
  List<VersionRef> referrers(VersionRef target);

  /** The value of a bounded counter; 0 if it was never moved. */
  long counter(StoreKey.OfCounter counter);
}
