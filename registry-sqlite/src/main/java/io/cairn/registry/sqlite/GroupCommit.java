package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.error.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.sqlite.SQLiteErrorCode;

/**
 * Writes batches of commits, each batch in one transaction and each commit in a savepoint of its
 * own, so that a bad one fails alone. Belongs to the writer thread.
 *
 * <p>Changes are synchronized with the disk before they are answered. Counts are so a little later:
 * by the next change, by {@link #sync}, or by the next checkpoint.
 *
 * <p>Transactions begin and end by statements, not by JDBC's methods: when a commit fails, SQLite
 * may have rolled back by itself, and the driver would go on in a transaction that is none.
 */
final class GroupCommit implements AutoCloseable {
  private static final String READ_REVISION = "SELECT revision FROM registry";
  private static final String WRITE_REVISION = "UPDATE registry SET revision = ?";

  /** Changes a page, so that the log has something to synchronize. */
  static final String COUNT_SYNC = "UPDATE registry SET syncs = syncs + 1";

  /** What {@link #nanosToSync} says when everything is synchronized. */
  static final long NOTHING_TO_SYNC = Long.MAX_VALUE;

  private static final long UNKNOWN = -1;

  private final Connection connection;
  private final Ownership ownership;
  private final WriterLimits limits;
  private final BatchTimes times;
  private final LogBound log;
  private final Statements statements;
  private final WriterMemory memory;
  private final Conditions conditions;
  private final RevisionMark mark;
  private final Optional<LostRevisions> lost;

  /** The last revision given; not known after anything was undone. */
  private long revision = UNKNOWN;

  /** How many commits of the open transaction are to be applied. */
  private int appliedCommits;

  /** Whether the connection synchronizes what it commits now. */
  private boolean synchronizes = true;

  /** When the oldest commit was made that is not synchronized. */
  private long unsynchronizedSince;

  private boolean isUnsynchronized;

  /**
   * A commit, and the promise to tell its caller what became of it.
   *
   * @param flushes whether everything before it is to survive a loss of power when it is answered
   */
  record Request(Commit commit, CompletableFuture<CommitOutcome> promise, boolean flushes) {
    Request(Commit commit, CompletableFuture<CommitOutcome> promise) {
      this(commit, promise, false);
    }

    /** Answered when everything before it in the lane is. */
    static Request lastOf(Commit.Lane lane) {
      return new Request(
          new Commit(Map.of(), List.of(), List.of(), lane), new CompletableFuture<>(), true);
    }
  }

  /**
   * A target.
   *
   * @param times tells the time, and is told of every batch
   */
  GroupCommit(
      Connection connection,
      Ownership ownership,
      WriterLimits limits,
      BatchTimes times,
      LogBound log)
      throws SQLException {
    this.connection = connection;
    this.ownership = ownership;
    this.limits = limits;
    this.times = times;
    this.log = log;
    statements = new Statements(connection);
    memory = new WriterMemory(statements);
    conditions = new Conditions(statements, memory);
    knowRevision();
    mark = RevisionMark.of(connection, ownership);
    lost = mark.compare(revision);
  }

  /** What was missing from the file when it was opened. */
  Optional<LostRevisions> lostRevisions() {
    return lost;
  }

  private void knowRevision() throws SQLException {
    if (revision == UNKNOWN) {
      try (ResultSet row = statements.of(READ_REVISION).executeQuery()) {
        if (!row.next()) {
          throw new CorruptDataException(
              "The registry's file is damaged: it has no row in its table \"registry\"; restore it"
                  + " from a backup.",
              null);
        }
        revision = row.getLong(1);
      }
    }
  }

  /**
   * Writes a batch, all of one lane, and keeps every promise in it.
   *
   * @throws Error if the JVM is in trouble; nothing must be written by this any more
   */
  void write(List<Request> batch) {
    OverloadedException noRoom = log.findOverflow();
    if (noRoom != null) {
      batch.forEach(request -> request.promise.completeExceptionally(noRoom));
      return;
    }
    List<Request> work = batch.stream().filter(request -> !request.flushes).toList();
    if (!work.isEmpty()) {
      commit(work);
    }
    if (work.size() < batch.size()) {
      flush(batch.stream().filter(Request::flushes).toList());
    }
    log.afterCommit();
  }

  private void flush(List<Request> askers) {
    try {
      ownership.requireHeld();
      sync();
      CommitOutcome flushed = new CommitOutcome.Applied(revision);
      askers.forEach(asker -> asker.promise.complete(flushed));
    } catch (SQLException | RuntimeException failed) {
      askers.forEach(asker -> asker.promise.complete(new CommitOutcome.Unknown(failed)));
    }
  }

  private void commit(List<Request> batch) {
    boolean precious = batch.get(0).commit.lane() == Commit.Lane.CHANGES;
    long before = revision;
    long began = times.nanos();
    List<Runnable> answers;
    try {
      answers = prepare(batch, precious);
    } catch (SQLException | RuntimeException | Error failed) {
      StoreException told = failed instanceof StoreException store ? store : notWritten(failed);
      abandon(batch, request -> request.promise.completeExceptionally(told));
      rethrowError(failed);
      return;
    }
    try {
      statements.run("COMMIT");
      noteCommit(precious, revision != before);
      ownership.requireSameFile();
    } catch (SQLException | RuntimeException | Error failed) {
      abandon(batch, request -> answerFailedCommit(request, failed));
      rethrowError(failed);
      return;
    }
    times.wrote(appliedCommits, began);
    answers.forEach(Runnable::run);
  }

  /** Writes everything but the last word; the answers are to be given once that is durable. */
  private List<Runnable> prepare(List<Request> batch, boolean precious) throws SQLException {
    ownership.requireHeld();
    synchronize(precious);
    List<Runnable> answers = new ArrayList<>(batch.size());
    statements.run("BEGIN IMMEDIATE");
    memory.begin();
    knowRevision();
    appliedCommits = 0;
    long before = revision;
    for (Request request : batch) {
      answers.add(writeOne(request, batch.size() == 1));
    }
    if (revision != before) {
      PreparedStatement write = statements.of(WRITE_REVISION);
      write.setLong(1, revision);
      write.executeUpdate();
    }
    return answers;
  }

  /** Takes effect outside of transactions only. */
  private void synchronize(boolean wanted) throws SQLException {
    if (synchronizes != wanted) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(wanted ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
      }
      synchronizes = wanted;
    }
  }

  /** What is synchronized is the whole log, counts that were written to it before included. */
  private void noteCommit(boolean precious, boolean moved) {
    if (precious) {
      isUnsynchronized &= !moved;
      if (moved) {
        mark.note(revision);
      }
    } else if (!isUnsynchronized) {
      isUnsynchronized = true;
      unsynchronizedSince = times.nanos();
    }
  }

  /** How long counts may still wait for {@link #sync}; 0 when it is due. */
  long nanosToSync() {
    return isUnsynchronized
        ? Math.max(0, limits.syncInterval().toNanos() - (times.nanos() - unsynchronizedSince))
        : NOTHING_TO_SYNC;
  }

  /** Returns when everything that was committed survives a loss of power. */
  void sync() throws SQLException {
    if (isUnsynchronized) {
      synchronize(true);
      try {
        statements.run("BEGIN IMMEDIATE");
        statements.run(COUNT_SYNC);
        statements.run("COMMIT");
      } catch (SQLException failed) {
        rollBack();
        throw failed;
      }
      isUnsynchronized = false;
    }
  }

  /**
   * Writes one commit into the open transaction; the answer is to be given once that is durable.
   * One that is alone needs no savepoint: undoing it undoes the transaction.
   */
  private Runnable writeOne(Request request, boolean alone) throws SQLException {
    if (!alone) {
      statements.run("SAVEPOINT one");
    }
    try {
      CommitOutcome.Conflict conflict = conditions.findConflict(request.commit);
      if (conflict != null) {
        undoOne(alone);
        return () -> request.promise.complete(conflict);
      }
      OperationWriter writer = new OperationWriter(statements, memory, revision + 1);
      request.commit.operations().forEach(operation -> operation.handle(writer));
      writer.finish();
      if (!alone) {
        statements.run("RELEASE one");
      }
      if (writer.moved()) {
        revision++;
      }
      appliedCommits++;
      CommitOutcome applied = new CommitOutcome.Applied(revision);
      return () -> request.promise.complete(applied);
    } catch (OperationWriter.Refused refused) {
      requireOpenTransaction(refused.reason());
      return fail(request, alone, notWritten(refused.reason()));
    } catch (StoreException refused) {
      return fail(request, alone, refused);
    } catch (RuntimeException broken) {
      return fail(request, alone, notWritten(broken));
    }
  }

  private Runnable fail(Request request, boolean alone, StoreException told) throws SQLException {
    statements.forget();
    undoOne(alone);
    return () -> request.promise.completeExceptionally(told);
  }

  private void undoOne(boolean alone) throws SQLException {
    memory.forget();
    if (alone) {
      statements.run("ROLLBACK");
      statements.run("BEGIN IMMEDIATE");
    } else {
      statements.run("ROLLBACK TO one");
      statements.run("RELEASE one");
    }
  }

  /**
   * Errors of the file (a full disk, a failed read) end the whole transaction; those of a statement
   * do not.
   */
  private static void requireOpenTransaction(SQLException failed) throws SQLException {
    if (ErrorCodes.isAny(
        failed,
        SQLiteErrorCode.SQLITE_FULL,
        SQLiteErrorCode.SQLITE_IOERR,
        SQLiteErrorCode.SQLITE_NOMEM,
        SQLiteErrorCode.SQLITE_CORRUPT,
        SQLiteErrorCode.SQLITE_INTERRUPT)) {
      throw failed;
    }
  }

  private void abandon(List<Request> batch, Consumer<Request> answer) {
    try {
      revision = UNKNOWN;
      memory.forget();
      rollBack();
    } finally {
      batch.forEach(answer);
    }
  }

  private void rollBack() {
    try {
      statements.run("ROLLBACK");
    } catch (SQLException alreadyEnded) {
      // SQLite has ended the transaction by itself.
    } finally {
      statements.forget();
    }
  }

  /** A commit that was refused has not reached the file; after anything else nobody knows. */
  private static void answerFailedCommit(Request request, Throwable failed) {
    boolean refused =
        ErrorCodes.isAny(
            failed,
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CONSTRAINT);
    if (refused) {
      request.promise.completeExceptionally(notWritten(failed));
    } else {
      request.promise.complete(new CommitOutcome.Unknown(failed));
    }
  }

  private static void rethrowError(Throwable failed) {
    if (failed instanceof Error broken) {
      throw broken;
    }
  }

  private static StoreException notWritten(Throwable failed) {
    return new StoreException(
        "The registry's file refused the write; nothing of it is stored. " + failed.getMessage(),
        failed);
  }

  @Override
  public void close() throws SQLException {
    try {
      statements.close();
    } finally {
      connection.close();
    }
  }
}
