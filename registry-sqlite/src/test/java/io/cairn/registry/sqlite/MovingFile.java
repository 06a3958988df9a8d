package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.core.transfer.RegistryMove.Phase;
import io.cairn.registry.operation.StoreStatus;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store in memory that is being moved to a file, as far as a number of commits says, and is
 * seeded at the latest when it is closed; opened again, it is the file alone.
 */
final class MovingFile implements RegistryStore {
  private final RegistryMove move;
  private final RegistryStore both;
  private final AtomicInteger untilMoved;

  private MovingFile(RegistryMove move, RegistryStore both, int commits) {
    this.move = move;
    this.both = both;
    untilMoved = new AtomicInteger(commits);
  }

  /** Moves as soon as so many commits were applied. */
  static RegistryStore open(Path file, int commits) {
    if (Files.exists(file)) {
      return SqliteStore.open(file, new TestClock());
    }
    AtomicReference<RegistryStore> both = new AtomicReference<>();
    RegistryMove move =
        RegistryMove.begin(
            new MemoryStore(new TestClock()),
            SqliteStore.open(file, new TestClock()),
            Identity.create(),
            store -> {
              both.set(store);
              return open(store);
            });
    return new MovingFile(move, both.get(), commits);
  }

  /** So early that no window of a test is ever too old for it. */
  private static SchemaRegistry open(RegistryStore store) {
    return EmbeddedRegistry.builder(store)
        .clock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
        .build();
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    CompletableFuture<CommitOutcome> outcome = both.commit(commit);
    if (isApplied(outcome) && untilMoved.decrementAndGet() == 0) {
      move.seed();
      move.cutOver();
    }
    return outcome;
  }

  private static boolean isApplied(CompletableFuture<CommitOutcome> outcome) {
    return outcome.handle((done, failed) -> done instanceof CommitOutcome.Applied).join();
  }

  @Override
  public VersionStore versions() {
    return both.versions();
  }

  @Override
  public CatalogStore catalog() {
    return both.catalog();
  }

  @Override
  public TelemetryStore telemetry() {
    return both.telemetry();
  }

  @Override
  public LineageStore lineage() {
    return both.lineage();
  }

  @Override
  public List<KeyChange> changesSince(long revision, int limit) {
    return both.changesSince(revision, limit);
  }

  @Override
  public void flush() {
    both.flush();
  }

  @Override
  public StoreStatus status() {
    return both.status();
  }

  @Override
  public void close() {
    if (move.phase() == Phase.DUAL_WRITE) {
      move.seed();
    }
    both.close();
  }
}
