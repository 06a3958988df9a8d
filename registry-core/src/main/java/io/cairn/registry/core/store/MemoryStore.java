package io.cairn.registry.core.store;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.operation.StoreStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The store that keeps everything in memory, for tests and for registries that need not outlive
 * their process. "Durable" means here: visible to every thread. Thread-safe by one lock.
 */
public final class MemoryStore implements RegistryStore, VersionStore {
  private final Clock clock;
  private final Object lock = new Object();
  private final CatalogStore catalog = new MemoryCatalog(this);
  private final MemoryTelemetry telemetry;
  private final MemoryLineage lineage;
  private final Map<Subject, KeptSubject> subjects = new TreeMap<>();
  private final Map<StoreKey.OfCounter, Long> counters = new HashMap<>();
  private final Map<DocumentId, SourceDocument> documents = new HashMap<>();
  private Settings settings = Settings.INITIAL;
  private long revision;
  private StoreStatus.@Nullable Batch lastBatch;
  private boolean closed;

  /** A store by the system's clock. */
  public MemoryStore() {
    this(Clock.systemUTC());
  }

  /** A store by a clock, which tells when something was committed last. */
  public MemoryStore(Clock clock) {
    this.clock = clock;
    telemetry = new MemoryTelemetry(lock, this::requireOpen);
    lineage = new MemoryLineage(lock, this::requireOpen);
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    synchronized (lock) {
      if (closed) {
        return CompletableFuture.failedFuture(new RegistryClosedException());
      }
      CommitOutcome.Conflict conflict = findConflict(commit);
      if (conflict != null) {
        return CompletableFuture.completedFuture(conflict);
      }
      MemoryChange change = new MemoryChange(subjects, documents, revision + 1);
      try {
        commit.operations().forEach(operation -> operation.handle(change));
      } catch (StoreException refused) {
        return CompletableFuture.failedFuture(refused);
      } catch (RuntimeException broken) {
        return CompletableFuture.failedFuture(
            new StoreException(
                "The write failed; nothing of it is stored. " + broken.getMessage(), broken));
      }
      publish(change);
      for (Commit.Guard guard : commit.guards()) {
        counters.merge(guard.counter(), guard.delta(), Long::sum);
      }
      lastBatch = new StoreStatus.Batch(1, clock.instant(), Duration.ZERO);
      return CompletableFuture.completedFuture(new CommitOutcome.Applied(revision));
    }
  }

  private CommitOutcome.@Nullable Conflict findConflict(Commit commit) {
    for (Map.Entry<StoreKey, Long> expected : commit.expected().entrySet()) {
      long actual = valueOf(expected.getKey());
      if (actual != expected.getValue()) {
        return new CommitOutcome.Conflict(expected.getKey(), actual);
      }
    }
    Map<StoreKey.OfCounter, Long> moved = new HashMap<>();
    for (Commit.Guard guard : commit.guards()) {
      long value = moved.getOrDefault(guard.counter(), counters.getOrDefault(guard.counter(), 0L));
      if (!guard.allows(value)) {
        return new CommitOutcome.Conflict(guard.counter(), value);
      }
      moved.put(guard.counter(), value + guard.delta());
    }
    return null;
  }

  private long valueOf(StoreKey key) {
    if (key instanceof StoreKey.OfSubject of) {
      KeptSubject kept = subjects.get(of.subject());
      return kept == null ? 0 : kept.revision();
    } else if (key instanceof StoreKey.OfCounter counter) {
      return counters.getOrDefault(counter, 0L);
    } else {
      return settings.revision();
    }
  }

  private void publish(MemoryChange change) {
    if (change.moved()) {
      revision = change.number();
    }
    subjects.putAll(change.subjects());
    documents.putAll(change.documents());
    if (change.purged()) {
      documents.keySet().retainAll(documentsHeld());
    }
    if (change.settings() != null) {
      settings = change.settings();
    }
    change.observed().forEach(this::observe);
    change.used().forEach(lineage::add);
  }

  private void observe(TelemetryDelta delta) {
    telemetry.add(delta);
    if (delta instanceof TelemetryDelta.Expiry expiry) {
      lineage.expire(expiry);
    }
  }

  private Set<DocumentId> documentsHeld() {
    return subjects.values().stream()
        .flatMap(kept -> kept.versions().values().stream())
        .flatMap(version -> version.documents().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public VersionStore versions() {
    return this;
  }

  @Override
  public CatalogStore catalog() {
    return catalog;
  }

  @Override
  public TelemetryStore telemetry() {
    return telemetry;
  }

  @Override
  public LineageStore lineage() {
    return lineage;
  }

  /** A subject as it is now; never changed afterwards. */
  @Nullable KeptSubject kept(Subject subject) {
    synchronized (lock) {
      requireOpen();
      return subjects.get(subject);
    }
  }

  /** All subjects, in the order in which their rows were first written. */
  List<KeptSubject> keptInOrder() {
    synchronized (lock) {
      requireOpen();
      return subjects.values().stream()
          .sorted(Comparator.comparingLong(KeptSubject::number))
          .toList();
    }
  }

  @Override
  public List<KeyChange> changesSince(long after, int limit) {
    synchronized (lock) {
      requireOpen();
      List<KeyChange> changes = new ArrayList<>();
      subjects.values().stream()
          .filter(kept -> kept.revision() > after)
          .forEach(
              kept ->
                  changes.add(
                      new KeyChange(
                          new StoreKey.OfSubject(kept.row().subject()), kept.revision())));
      if (settings.revision() > after) {
        changes.add(new KeyChange(StoreKey.Global.SETTINGS, settings.revision()));
      }
      changes.sort(Comparator.comparingLong(KeyChange::revision));
      int end = Math.min(limit, changes.size());
      while (end < changes.size()
          && changes.get(end).revision() == changes.get(end - 1).revision()) {
        end++;
      }
      return List.copyOf(changes.subList(0, end));
    }
  }

  @Override
  public void flush() {
    synchronized (lock) {
      requireOpen();
    }
  }

  @Override
  public StoreStatus status() {
    synchronized (lock) {
      requireOpen();
      return new StoreStatus(0, 0, lastBatch, 0, 0, "");
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
  }

  @Override
  public Settings settings() {
    synchronized (lock) {
      requireOpen();
      return settings;
    }
  }

  @Override
  public void forEachSubject(Consumer<SubjectRecord> reader) {
    List<SubjectRecord> all;
    synchronized (lock) {
      requireOpen();
      all = subjects.values().stream().map(MemoryStore::record).toList();
    }
    all.forEach(reader);
  }

  @Override
  public Optional<SubjectRecord> findSubject(Subject subject) {
    synchronized (lock) {
      requireOpen();
      return Optional.ofNullable(subjects.get(subject)).map(MemoryStore::record);
    }
  }

  private static SubjectRecord record(KeptSubject kept) {
    return new SubjectRecord(
        kept.row(),
        kept.revision(),
        kept.versions().values().stream().map(KeptSubject.Version::head).toList());
  }

  @Override
  public Optional<VersionBody> findBody(VersionRef ref) {
    synchronized (lock) {
      requireOpen();
      return Optional.ofNullable(subjects.get(ref.subject()))
          .map(kept -> kept.versions().get(ref.version()))
          .map(version -> version.appended().body());
    }
  }

  @Override
  public Map<VersionRef, VersionBody> bodies(Collection<VersionRef> refs) {
    Map<VersionRef, VersionBody> bodies = new HashMap<>();
    refs.forEach(ref -> findBody(ref).ifPresent(body -> bodies.put(ref, body)));
    return bodies;
  }

  @Override
  public List<VersionHistory> history(Subject subject) {
    synchronized (lock) {
      requireOpen();
      KeptSubject kept = subjects.get(subject);
      return kept == null
          ? List.of()
          : kept.versions().values().stream().map(KeptSubject.Version::history).toList();
    }
  }

  @Override
  public Optional<SourceDocument> findDocument(DocumentId id) {
    synchronized (lock) {
      requireOpen();
      return Optional.ofNullable(documents.get(id));
    }
  }

  @Override
  public List<VersionRef> referrers(VersionRef target) {
    synchronized (lock) {
      requireOpen();
      return KeptSubject.referrers(subjects.values(), target).toList();
    }
  }

  @Override
  public long counter(StoreKey.OfCounter counter) {
    synchronized (lock) {
      requireOpen();
      return counters.getOrDefault(counter, 0L);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new RegistryClosedException();
    }
  }
}
