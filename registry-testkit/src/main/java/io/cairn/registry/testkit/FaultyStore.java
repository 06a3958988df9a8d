package io.cairn.registry.testkit;

import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.operation.StoreStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store whose next commits and reads of bodies go wrong in the ways a test asks for; everything
 * else is the real store's. Thread-safe.
 */
public final class FaultyStore implements RegistryStore {
  /** A way for a commit to go wrong. */
  public enum Fault {
    /** None: this one succeeds. */
    NONE,
    /** Nothing is written, and the caller is told so. */
    NOT_WRITTEN,
    /** Nothing is written, as if another writer had been faster. */
    CONFLICT,
    /** Nothing is written, and the caller is told that nobody knows. */
    UNKNOWN_NOT_WRITTEN,
    /** Everything is written, and the caller is told that nobody knows. */
    UNKNOWN_WRITTEN
  }

  private final RegistryStore real;
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final AtomicInteger failingBodies = new AtomicInteger();
  private volatile Predicate<Commit> refused = any -> false;

  public FaultyStore(RegistryStore real) {
    this.real = real;
  }

  /** Lets the commits to come meet these faults, one each, in order; later ones succeed. */
  public void failNext(Fault... next) {
    synchronized (faults) {
      faults.addAll(List.of(next));
    }
  }

  /** Refuses such commits from now on, as if by {@link Fault#NOT_WRITTEN}. */
  public void refuse(Predicate<Commit> commits) {
    refused = commits;
  }

  /** Lets so many reads of bodies to come fail; later ones succeed. */
  public void failNextBodies(int reads) {
    failingBodies.set(reads);
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    @Nullable Fault fault;
    synchronized (faults) {
      fault = faults.poll();
    }
    if (refused.test(commit)) {
      fault = Fault.NOT_WRITTEN;
    }
    if (fault == null) {
      return real.commit(commit);
    }
    CommitOutcome unknown = new CommitOutcome.Unknown(new IllegalStateException("injected"));
    return switch (fault) {
      case NONE -> real.commit(commit);
      case NOT_WRITTEN ->
          CompletableFuture.failedFuture(
              new StoreException("Injected: nothing was written.", null));
      case CONFLICT ->
          CompletableFuture.completedFuture(
              new CommitOutcome.Conflict(StoreKey.Global.SETTINGS, -1));
      case UNKNOWN_NOT_WRITTEN -> CompletableFuture.completedFuture(unknown);
      case UNKNOWN_WRITTEN -> real.commit(commit).thenApply(applied -> unknown);
    };
  }

  @Override
  public void requireWritable() {
    real.requireWritable();
  }

  @Override
  public VersionStore versions() {
    return new FaultyReads(real.versions(), failingBodies);
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
  public List<KeyChange> changesSince(long revision, int limit) {
    return real.changesSince(revision, limit);
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
