package io.cairn.registry.core.transfer;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.ByteStreams;
import io.cairn.registry.Subject;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.core.transfer.RegistryMove.Differences;
import io.cairn.registry.core.transfer.RegistryMove.Phase;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.operation.StoreStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Two stores that are one: first the old one, whose commits the new one repeats, then the new one.
 * Thread-safe.
 */
final class MovingStore implements RegistryStore {
  private final RegistryStore from;
  private final RegistryStore to;
  private final Identity identity;
  private final CarriedCounters counters;
  private final MovingReads reads;
  private final TelemetryStore telemetry = new MovingTelemetry(() -> inCharge().telemetry());
  private final LineageStore lineage = new MovingLineage(() -> inCharge().lineage());

  /** Held while something is written, so that both stores have the same order. */
  private final Object writing = new Object();

  /** What the old store had when the move began, and the new one does not have yet. */
  private final Set<Subject> unseeded = new HashSet<>();

  /** Whether the old store had counts when the move began, and the new one does not yet. */
  private boolean countsAreUnseeded;

  private final DifferenceLog differences = new DifferenceLog();
  private Phase phase = Phase.DUAL_WRITE;

  /** What the new store is written by once it is in charge. */
  private volatile @Nullable MovedStore moved;

  MovingStore(RegistryStore from, RegistryStore to, Identity identity) {
    this.from = from;
    this.to = to;
    this.identity = identity;
    counters = new CarriedCounters(from, to);
    reads = new MovingReads(from, counters);
  }

  void begin() {
    to.requireWritable();
    if (!to.changesSince(0, 1).isEmpty() || hasCounts(to)) {
      throw new InvalidInputException(
          "Cannot move into a store that has something already; give an empty one.");
    }
    synchronized (writing) {
      from.versions().forEachSubject(kept -> unseeded.add(kept.row().subject()));
      countsAreUnseeded = hasCounts(from);
    }
  }

  private static boolean hasCounts(RegistryStore store) {
    AtomicBoolean has = new AtomicBoolean();
    store.telemetry().forEachSignal(any -> has.set(true));
    store.lineage().forEachUse(any -> has.set(true));
    return has.get();
  }

  private RegistryStore inCharge() {
    return moved == null ? from : to;
  }

  @Override
  public void requireWritable() {
    inCharge().requireWritable();
  }

  Phase phase() {
    synchronized (writing) {
      return phase;
    }
  }

  Differences differences() {
    return differences.all();
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    synchronized (writing) {
      MovedStore alone = moved;
      return alone == null ? commitToBoth(commit) : commitTo(alone, commit);
    }
  }

  private CompletableFuture<CommitOutcome> commitTo(MovedStore alone, Commit commit) {
    try {
      counters.carry(commit);
    } catch (RegistryException failed) {
      return CompletableFuture.failedFuture(failed);
    }
    return alone.commit(commit);
  }

  private CompletableFuture<CommitOutcome> commitToBoth(Commit commit) {
    copyFirst(commit);
    CompletableFuture<CommitOutcome> decided = from.commit(commit);
    CommitOutcome outcome;
    try {
      outcome = decided.join();
    } catch (CompletionException refused) {
      return decided;
    }
    if (!(outcome instanceof CommitOutcome.Applied)) {
      return decided;
    }
    return to.commit(repeated(commit))
        .handle(
            (repeatedly, failed) -> {
              if (!(repeatedly instanceof CommitOutcome.Applied)) {
                differences.add(
                    commit.operations() + ": " + (failed == null ? repeatedly : failed));
              }
              return outcome;
            });
  }

  /**
   * What is added to counts that were there before is copied with them when the new store is
   * seeded, and repeated from then on.
   */
  private Commit repeated(Commit commit) {
    List<Operation> operations =
        countsAreUnseeded
            ? commit.operations().stream().filter(one -> !isCounted(one)).toList()
            : commit.operations();
    return new Commit(Map.of(), commit.guards(), operations, commit.lane());
  }

  private static boolean isCounted(Operation operation) {
    return operation instanceof Operation.AddTelemetry || operation instanceof Operation.AddUsage;
  }

  private void copyFirst(Commit commit) {
    try {
      counters.carry(commit);
    } catch (RegistryException failed) {
      differences.add("Copying the counters of " + commit.guards() + ": " + failed.getMessage());
    }
    if (unseeded.isEmpty()) {
      return;
    }
    Set<Subject> needed = Named.in(commit);
    needed.retainAll(unseeded);
    if (!needed.isEmpty()) {
      try {
        to.flush();
        copy(needed);
      } catch (RegistryException failed) {
        differences.add("Copying " + needed + ": " + failed.getMessage());
      }
    }
  }

  /**
   * Copies subjects with what they refer to. Those that are there already must be the same, so
   * everything that was on its way to the new store must have arrived.
   */
  private void copy(Set<Subject> wanted) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    Set<Subject> copied = StoreExport.write(from, wanted, lines);
    StoreImport.read(
        to, identity, new ByteArrayInputStream(lines.toByteArray()), TransferProgress.NONE);
    unseeded.removeAll(copied);
  }

  void seed() {
    synchronized (writing) {
      require(Phase.DUAL_WRITE, "Cannot seed the new store");
      to.flush();
      while (!unseeded.isEmpty()) {
        copy(Set.of(unseeded.iterator().next()));
      }
      copy(Set.of());
      if (countsAreUnseeded) {
        copyObserved();
        copyUsed();
        countsAreUnseeded = false;
      }
      to.flush();
      phase = Phase.SEEDED;
    }
  }

  private void copyObserved() {
    ObservedImport sink = new ObservedImport(to);
    Observed.signals(from.telemetry())
        .forEach(signal -> Observed.read(from.telemetry(), signal, sink));
  }

  private void copyUsed() {
    UsedImport sink = new UsedImport(to);
    Used.subjects(from.lineage()).forEach(subject -> Used.read(from.lineage(), subject, sink));
  }

  void cutOver() {
    synchronized (writing) {
      require(Phase.SEEDED, "Cannot cut over to the new store");
      from.flush();
      to.flush();
      Differences found = differences.all();
      if (!found.isEmpty()) {
        throw new IllegalTransitionException(
            "Cannot cut over to the new store: it differs in "
                + found.count()
                + " places, first in "
                + found.listed().get(0)
                + ". Begin anew, with an empty store.");
      }
      if (!counters.areSame() || !digest(from).equals(digest(to))) {
        throw new IllegalTransitionException(
            "Cannot cut over to the new store: it does not have the same content. Begin anew, with"
                + " an empty store.");
      }
      Renumbering numbers = Renumbering.of(from, to);
      reads.turnTo(to, numbers);
      moved = new MovedStore(to, numbers);
      phase = Phase.MOVED;
    }
  }

  private static String digest(RegistryStore store) {
    HashingOutputStream hashed =
        new HashingOutputStream(Hashing.sha256(), ByteStreams.nullOutputStream());
    StoreExport.write(store, hashed, TransferProgress.NONE);
    return hashed.hash().toString();
  }

  private void require(Phase expected, String attempted) {
    if (phase != expected) {
      throw new IllegalTransitionException(
          attempted + ": the move is in phase " + phase + ", and must be in " + expected + ".");
    }
  }

  @Override
  public VersionStore versions() {
    return reads;
  }

  @Override
  public CatalogStore catalog() {
    return reads;
  }

  @Override
  public TelemetryStore telemetry() {
    return telemetry;
  }

  @Override
  public LineageStore lineage() {
    return lineage;
  }

  @Override
  public List<KeyChange> changesSince(long revision, int limit) {
    MovedStore alone = moved;
    return alone == null ? from.changesSince(revision, limit) : alone.changesSince(revision, limit);
  }

  @Override
  public void flush() {
    from.flush();
    to.flush();
  }

  @Override
  public StoreStatus status() {
    return inCharge().status();
  }

  @Override
  public void close() {
    @Nullable RuntimeException failed = null;
    synchronized (writing) {
      try {
        from.close();
      } catch (RuntimeException first) {
        failed = first;
      }
      to.close();
    }
    if (failed != null) {
      throw failed;
    }
  }
}
