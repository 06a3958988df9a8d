package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.CatalogStore;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.operation.StoreStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in one SQLite file: a writer thread, pooled readers, and the right to write to the
 * file.
 */
final class SqliteStore implements RegistryStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

  private final DatabaseFile file;
  private final BatchTimes times;
  private final Ownership ownership;
  private final WriterLimits limits;
  private final LogBound log;
  private final GroupCommit target;
  private final WriterThread writer;
  private final ReaderPool readers;
  private final SqliteReads reads;
  private final CatalogReads catalog;
  private final TelemetryReads telemetry;
  private final LineageReads lineage;
  private final Object closing = new Object();

  /** What it consists of. */
  private record Parts(
      Ownership ownership,
      LogBound log,
      GroupCommit target,
      WriterThread writer,
      ReaderPool readers) {}

  private SqliteStore(DatabaseFile file, BatchTimes times, WriterLimits limits, Parts parts) {
    this.file = file;
    this.times = times;
    this.limits = limits;
    log = parts.log;
    this.ownership = parts.ownership;
    this.target = parts.target;
    this.writer = parts.writer;
    this.readers = parts.readers;
    reads = new SqliteReads(readers);
    catalog = new CatalogReads(readers);
    telemetry = new TelemetryReads(readers);
    lineage = new LineageReads(readers);
  }

  static SqliteStore open(Path path, Clock clock) {
    return open(path, clock, WriterLimits.DEFAULTS);
  }

  static SqliteStore open(Path path, Clock clock, WriterLimits limits) {
    return open(path, clock, limits, UnaryOperator.identity());
  }

  /**
   * Opens a file.
   *
   * @param wiring what everything is written through
   */
  static SqliteStore open(
      Path path, Clock clock, WriterLimits limits, UnaryOperator<Connection> wiring) {
    return Undisturbed.call(() -> take(DatabaseFile.at(path), clock, limits, wiring));
  }

  private static SqliteStore take(
      DatabaseFile file, Clock clock, WriterLimits limits, UnaryOperator<Connection> wiring) {
    Ownership ownership = Ownership.take(file, clock);
    try {
      Connection connection = file.openForWriting(wiring);
      try {
        return opened(file, clock, limits, new Taken(ownership, connection));
      } catch (SQLException | RuntimeException failed) {
        connection.close();
        throw failed;
      }
    } catch (SQLException failed) {
      ownership.close();
      throw ErrorCodes.visible("Cannot open " + file.path(), failed);
    } catch (RuntimeException refused) {
      ownership.close();
      throw refused;
    }
  }

  /** What a store is made on. */
  private record Taken(Ownership ownership, Connection connection) {}

  private static SqliteStore opened(
      DatabaseFile file, Clock clock, WriterLimits limits, Taken taken) throws SQLException {
    ReaderPool readers = new ReaderPool(file, System::nanoTime);
    try {
      BatchTimes times = new BatchTimes(clock, System::nanoTime);
      LogBound log = new LogBound(taken.connection, file, limits, readers);
      GroupCommit target = new GroupCommit(taken.connection, taken.ownership, limits, times, log);
      WriterThread writer =
          new WriterThread(target, limits, "cairn-writer " + file.path().getFileName());
      return new SqliteStore(
          file, times, limits, new Parts(taken.ownership, log, target, writer, readers));
    } catch (SQLException | RuntimeException failed) {
      readers.close();
      throw failed;
    }
  }

  /** Acknowledged changes that were missing from the file when it was opened; empty if none. */
  Optional<LostRevisions> lostRevisions() {
    return target.lostRevisions();
  }

  @Override
  public CompletableFuture<CommitOutcome> commit(Commit commit) {
    return writer.commit(commit);
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

  @Override
  public void flush() {
    writer.flush();
  }

  @Override
  public StoreStatus status() {
    if (writer.isClosed()) {
      throw new RegistryClosedException();
    }
    return new StoreStatus(
        writer.waiting(Commit.Lane.CHANGES),
        writer.waiting(Commit.Lane.COUNTS),
        times.last(),
        size(file.path()),
        size(file.log()),
        failure(),
        warnings());
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    target.lostRevisions().map(LostRevisions::warning).ifPresent(warnings::add);
    for (Commit.Lane lane : Commit.Lane.values()) {
      int waiting = writer.waiting(lane);
      if (waiting >= limits.manyWaiting()) {
        warnings.add(
            waiting
                + " of at most "
                + limits.waitingCommits()
                + " commits wait in the lane of "
                + lane.name().toLowerCase(Locale.ROOT)
                + "; what finds no room is refused. Write less at once.");
      }
    }
    if (log.size() > limits.logBytes()) {
      warnings.add(
          "The write-ahead log has "
              + log.size()
              + " bytes and cannot be emptied because a reader uses an old state; from "
              + limits.maxLogBytes()
              + " on nothing is accepted. End the transactions that other programs have open on"
              + " the file.");
    }
    return warnings;
  }

  static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Why nothing can be written any more; empty while the store works. */
  private String failure() {
    Throwable broken = writer.failure();
    if (broken != null) {
      return "The writer has failed and stopped, by " + broken + ".";
    }
    try {
      ownership.requireHeld();
      return "";
    } catch (StoreException lost) {
      return String.valueOf(lost.getMessage());
    }
  }

  @Override
  public void close() {
    synchronized (closing) {
      Undisturbed.call(this::closeAll);
    }
  }

  private boolean closeAll() {
    try (ownership;
        target;
        readers;
        writer) {
      return true;
    } catch (SQLException failed) {
      LOG.warn("Closing the registry's file failed; everything acknowledged is durable.", failed);
      return false;
    }
  }
}
