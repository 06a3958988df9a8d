package io.cairn.registry.testkit;

import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.operation.StoreStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store whose change feed fails while a test wants it to. Thread-safe. */
final class BrokenFeed implements RegistryStore {
  /** A turn that has begun before may end after the change, so that it takes one more. */
  private static final int TURNS = 3;

  private final RegistryStore real;
  private volatile boolean isBroken;
  private volatile CountDownLatch turns = new CountDownLatch(TURNS);

  BrokenFeed(RegistryStore real) {
    this.real = real;
  }

  void breakFeed() {
    isBroken = true;
  }

  void mendFeed() {
    isBroken = false;
  }

  /** Returns when somebody has asked since, and been answered. */
  void awaitAsked() throws InterruptedException {
    turns = new CountDownLatch(TURNS);
    if (!turns.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody follows");
    }
  }

  @Override
  public List<KeyChange> changesSince(long revision, int limit) {
    turns.countDown();
    if (isBroken) {
      throw new StoreException("Injected: the feed cannot be read.", null);
    }
    return real.changesSince(revision, limit);
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    return real.commit(commit);
  }

  @Override
  public CatalogStore catalog() {
    return real.catalog();
  }

  @Override
  public TelemetryStore telemetry() {
    return real.telemetry();
  }

  @Override
  public LineageStore lineage() {
    return real.lineage();
  }

  @Override
  public VersionStore versions() {
    return real.versions();
  }

  @Override
  public void flush() {
    real.flush();
  }

  @Override
  public StoreStatus status() {
    return real.status();
  }

  @Override
  public void close() {
    real.close();
  }
}
