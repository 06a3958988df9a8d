package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.ReadOnlyException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.operation.StoreStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A registry's file without the right to write to it, whether or not somebody else has it. */
final class ReadOnlyStore implements RegistryStore {
  private final DatabaseFile file;
  private final ForeignFile foreign;
  private final SqliteReads reads;
  private final CatalogReads catalog;
  private final TelemetryReads telemetry;
  private final LineageReads lineage;
  private volatile boolean closed;

  private ReadOnlyStore(DatabaseFile file) {
    this.file = file;
    foreign = new ForeignFile(file);
    reads = new SqliteReads(foreign);
    catalog = new CatalogReads(foreign);
    telemetry = new TelemetryReads(foreign);
    lineage = new LineageReads(foreign);
  }

  static ReadOnlyStore open(Path path) {
    return new ReadOnlyStore(DatabaseFile.existing(path));
  }

  @Override
  public void requireWritable() {
    throw refusal();
  }

  private ReadOnlyException refusal() {
    return new ReadOnlyException(
        "Cannot change the registry "
            + file.path()
            + ": it was opened for reading. Make the change where it is open for writing, or open it"
            + " by SqliteRegistry.open if nobody has.");
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    return CompletableFuture.failedFuture(closed ? new RegistryClosedException() : refusal());
  }

  @Override
  public VersionStore versions() {
    return reads;
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

  @Override
  public List<KeyChange> changesSince(long revision, int limit) {
    return reads.changesSince(revision, limit);
  }

  /** There is nothing to flush. */
  @Override
  public void flush() {
    requireOpen();
  }

  @Override
  public StoreStatus status() {
    requireOpen();
    return new StoreStatus(
        0, 0, null, SqliteStore.size(file.path()), SqliteStore.size(file.log()), failure());
  }

  private String failure() {
    try {
      foreign.requireSameFile();
      return "";
    } catch (StoreException gone) {
      return String.valueOf(gone.getMessage());
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new RegistryClosedException();
    }
  }

  @Override
  public void close() {
    closed = true;
    Undisturbed.call(
        () -> {
          foreign.close();
          return true;
        });
  }
}
