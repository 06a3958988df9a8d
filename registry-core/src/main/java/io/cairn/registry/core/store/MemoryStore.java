package io.cairn.registry.core.store;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.Target;
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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
      Change change = new Change(revision + 1);
      try {
        commit.operations().forEach(operation -> operation.handle(change));
      } catch (StoreException refused) {
        return CompletableFuture.failedFuture(refused);
      } catch (RuntimeException broken) {
        return CompletableFuture.failedFuture(
            new StoreException(
                "The write failed; nothing of it is stored. " + broken.getMessage(), broken));
      }
      change.publish();
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

  /** What one commit changes, kept apart until all of its operations have been applied. */
  private final class Change implements Operation.Handler {
    private final long number;
    private final Map<Subject, KeptSubject> changed = new HashMap<>();
    private final Map<DocumentId, SourceDocument> attached = new HashMap<>();
    private Settings changedSettings = settings;
    private final List<TelemetryDelta> observed = new ArrayList<>();
    private final List<UsageDelta> used = new ArrayList<>();
    private boolean purged;

    Change(long number) {
      this.number = number;
    }

    void publish() {
      if (changed.values().stream().anyMatch(kept -> kept.revision() == number)
          || changedSettings.revision() == number) {
        revision = number;
      }
      subjects.putAll(changed);
      documents.putAll(attached);
      if (purged) {
        documents.keySet().retainAll(documentsHeld());
      }
      settings = changedSettings;
      observed.forEach(this::observe);
      used.forEach(lineage::add);
    }

    @Override
    public void on(Operation.PutSubject put) {
      KeptSubject kept = find(put.row().subject());
      touch(kept == null ? fresh(put.row()) : kept.withRow(put.row()));
    }

    private KeptSubject fresh(SubjectRow row) {
      long before = changed.keySet().stream().filter(one -> !subjects.containsKey(one)).count();
      return new KeptSubject(
          subjects.size() + before, row, number, new TreeMap<>(), KeptCatalog.EMPTY);
    }

    @Override
    public void on(Operation.AppendVersion append) {
      KeptSubject kept = require(append.subject());
      KeptSubject.Version version =
          new KeptSubject.Version(
              append, append.head(), 0, append.facts().registeredAt(), append.documents().keySet());
      if (kept.versions().putIfAbsent(append.head().version(), version) != null) {
        throw new StoreException("Cannot write " + append.ref() + ": it exists already.", null);
      }
      touch(kept);
      append.references().forEach(this::requireVersion);
      append.documents().forEach(this::attach);
    }

    @Override
    public void on(Operation.SetVersionState set) {
      replace(set.ref(), version -> version.withState(set.state()));
    }

    @Override
    public void on(Operation.EnableDraft enable) {
      replace(enable.ref(), version -> version.enabled(enable));
      KeptSubject kept = require(enable.ref().subject());
      write(kept.withCatalog(withoutLostFields(kept)));
    }

    @Override
    public void on(Operation.SetDeprecation set) {
      replace(set.ref(), version -> version.withDeprecation(set.deprecation()));
    }

    @Override
    public void on(Operation.AttachDocument attach) {
      replace(attach.ref(), version -> version.withDocument(attach.id()));
      attach(attach.id(), attach.document());
    }

    private void attach(DocumentId id, SourceDocument document) {
      SourceDocument stored = attached.getOrDefault(id, documents.get(id));
      if (stored != null && !stored.equals(document)) {
        throw new StoreException(
            "Cannot attach the document " + id + ": another one is stored under this id.", null);
      }
      attached.put(id, document);
    }

    @Override
    public void on(Operation.PurgeVersion purge) {
      KeptSubject kept = require(purge.ref().subject());
      if (kept.versions().remove(purge.ref().version()) == null) {
        throw missing(purge.ref());
      }
      purged = true;
      touch(kept.withCatalog(withoutLostFields(kept).without(Target.of(purge.ref())::equals)));
      requireUnreferenced(purge.ref());
    }

    /** What is said, but for fields that no version has any more. */
    private static KeptCatalog withoutLostFields(KeptSubject kept) {
      Set<Integer> left =
          kept.versions().values().stream()
              .flatMap(version -> version.appended().columns().stream())
              .map(Column::ordinal)
              .collect(Collectors.toSet());
      return kept.catalog()
          .without(
              target -> target instanceof Target.OfField field && !left.contains(field.ordinal()));
    }

    private void requireUnreferenced(VersionRef ref) {
      Map<Subject, KeptSubject> now = new HashMap<>(subjects);
      now.putAll(changed);
      if (referrers(now.values(), ref).findAny().isPresent()) {
        throw new StoreException("Cannot purge " + ref + ": other versions refer to it.", null);
      }
    }

    @Override
    public void on(Operation.PutGlobalPolicy put) {
      changedSettings = new Settings(put.policy(), number);
    }

    @Override
    public void on(Operation.AddSightings add) {
      KeptSubject kept = find(add.ref().subject());
      if (kept != null) {
        kept.versions()
            .computeIfPresent(
                add.ref().version(),
                (any, version) -> version.seenAgain(add.count(), add.lastSeenAt()));
        write(kept);
      }
    }

    @Override
    public void on(Operation.PutAnnotations put) {
      KeptSubject kept = require(put.target().subject());
      if (put.target() instanceof Target.OfVersion of) {
        requireVersion(of.version());
      }
      touch(kept.withCatalog(kept.catalog().with(put.target(), put.annotations())));
    }

    @Override
    public void on(Operation.AppendAudit append) {
      KeptSubject kept = require(append.entry().target().subject());
      touch(kept.withCatalog(kept.catalog().with(append.entry())));
    }

    private void observe(TelemetryDelta delta) {
      telemetry.add(delta);
      if (delta instanceof TelemetryDelta.Expiry expiry) {
        lineage.expire(expiry);
      }
    }

    @Override
    public void on(Operation.AddTelemetry add) {
      observed.add(add.delta());
    }

    @Override
    public void on(Operation.AddUsage add) {
      used.add(add.delta());
    }

    private void replace(VersionRef ref, UnaryOperator<KeptSubject.Version> change) {
      KeptSubject kept = require(ref.subject());
      kept.versions().put(ref.version(), change.apply(requireVersion(ref)));
      touch(kept);
    }

    private KeptSubject.Version requireVersion(VersionRef ref) {
      KeptSubject kept = find(ref.subject());
      KeptSubject.Version version = kept == null ? null : kept.versions().get(ref.version());
      if (version == null) {
        throw missing(ref);
      }
      return version;
    }

    private void touch(KeptSubject kept) {
      write(kept.withRevision(number));
    }

    private void write(KeptSubject kept) {
      changed.put(kept.row().subject(), kept);
    }

    private KeptSubject require(Subject subject) {
      KeptSubject kept = find(subject);
      if (kept == null) {
        throw new StoreException("Cannot write to " + subject + ": it has no row.", null);
      }
      return kept;
    }

    /** The subject as this commit sees it so far: a copy, free to change. */
    private @Nullable KeptSubject find(Subject subject) {
      KeptSubject own = changed.get(subject);
      if (own != null) {
        return own;
      }
      KeptSubject kept = subjects.get(subject);
      return kept == null ? null : kept.copy();
    }

    private static StoreException missing(VersionRef ref) {
      return new StoreException("Cannot write " + ref + ": it does not exist.", null);
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
      return referrers(subjects.values(), target).toList();
    }
  }

  private static Stream<VersionRef> referrers(Collection<KeptSubject> subjects, VersionRef target) {
    return subjects.stream()
        .flatMap(kept -> kept.versions().values().stream())
        .filter(version -> version.appended().references().contains(target))
        .map(version -> version.appended().ref());
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
