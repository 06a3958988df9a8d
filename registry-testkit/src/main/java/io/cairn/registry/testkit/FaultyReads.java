package io.cairn.registry.testkit;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The reads of a {@link FaultyStore}. Thread-safe.
 *
 * @param real the reads that succeed
 * @param failingBodies how many reads of bodies are still to fail
 */
record FaultyReads(VersionStore real, AtomicInteger failingBodies) implements VersionStore {
  @Override
  public Settings settings() {
    return real.settings();
  }

  @Override
  public void forEachSubject(Consumer<SubjectRecord> reader) {
    real.forEachSubject(reader);
  }

  @Override
  public Optional<SubjectRecord> findSubject(Subject subject) {
    return real.findSubject(subject);
  }

  @Override
  public Optional<VersionBody> findBody(VersionRef ref) {
    if (failingBodies.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new StoreException("Injected: the body of " + ref + " was not read.", null);
    }
    return real.findBody(ref);
  }

  @Override
  public Map<VersionRef, VersionBody> bodies(Collection<VersionRef> refs) {
    return real.bodies(refs);
  }

  @Override
  public List<VersionHistory> history(Subject subject) {
    return real.history(subject);
  }

  @Override
  public Optional<SourceDocument> findDocument(DocumentId id) {
    return real.findDocument(id);
  }

  @Override
  public List<VersionRef> referrers(VersionRef target) {
    return real.referrers(target);
  }

  @Override
  public long counter(StoreKey.OfCounter counter) {
    return real.counter(counter);
  }
}
