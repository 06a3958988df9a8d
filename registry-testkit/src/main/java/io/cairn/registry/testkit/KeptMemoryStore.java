package io.cairn.registry.testkit;

import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.operation.StoreStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One opening of a memory store that goes on after it: closing it closes the opening alone. */
final class KeptMemoryStore implements RegistryStore {
  private final MemoryStore kept;
  private final MemoryStore closedOnce = new MemoryStore();
  private volatile boolean closed;

  KeptMemoryStore(MemoryStore kept) {
    this.kept = kept;
  }

  private MemoryStore current() {
    return closed ? closedOnce : kept;
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    return current().commit(commit);
  }

  @Override
  public void requireWritable() {
    current().requireWritable();
  }

  @Override
  public VersionStore versions() {
    return current().versions();
  }

  @Override
  public CatalogStore catalog() {
    return current().catalog();
  }

  @Override
  public TelemetryStore telemetry() {
    return current().telemetry();
  }

  @Override
  public LineageStore lineage() {
    return current().lineage();
  }

  @Override
  public List<KeyChange> changesSince(long revision, int limit) {
    return current().changesSince(revision, limit);
  }

  @Override
  public void flush() {
    current().flush();
  }

  @Override
  public StoreStatus status() {
    return current().status();
  }

  @Override
  public void close() {
    closedOnce.close();
    closed = true;
  }
}
