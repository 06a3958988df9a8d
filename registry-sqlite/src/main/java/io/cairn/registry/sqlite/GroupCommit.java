package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.sqlite.SQLiteErrorCode;

/**
 * Writes batches of commits, each batch in one transaction and each commit in a savepoint of its
 * own, so that a bad one fails alone. Belongs to the writer thread.
 *
 * <p>Transactions begin and end by statements, not by JDBC's methods: when a commit fails, SQLite
 * may have rolled back by itself, and the driver would go on in a transaction that is none.
 */
final class GroupCommit implements AutoCloseable {
  private static final String READ_REVISION = "SELECT revision FROM registry";
  private static final String WRITE_REVISION = "UPDATE registry SET revision = ?";

  private static final long UNKNOWN = -1;

  private final Connection connection;
  private final Ownership ownership;
  private final Statements statements;
  private final WriterMemory memory;
  private final Conditions conditions;

  /** The last revision given; not known after anything was undone. */
  private long revision = UNKNOWN;

  /** A commit, and the promise to tell its caller what became of it. */
  record Request(Commit commit, CompletableFuture<CommitOutcome> promise) {}

  GroupCommit(Connection connection, Ownership ownership) throws SQLException {
    this.connection = connection;
    this.ownership = ownership;
    statements = new Statements(connection);
    memory = new WriterMemory(statements);
    conditions = new Conditions(statements, memory);
    knowRevision();
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
   * Writes a batch and keeps every promise in it.
   *
   * @throws Error if the JVM is in trouble; nothing must be written by this any more
   */
  void write(List<Request> batch) {
    List<Runnable> answers;
    try {
      answers = prepare(batch);
    } catch (SQLException | RuntimeException | Error failed) {
      StoreException told = failed instanceof StoreException store ? store : notWritten(failed);
      abandon(batch, request -> request.promise.completeExceptionally(told));
      rethrowError(failed);
      return;
    }
    try {
      statements.run("COMMIT");
      ownership.requireSameFile();
    } catch (SQLException | RuntimeException | Error failed) {
      abandon(batch, request -> answerFailedCommit(request, failed));
      rethrowError(failed);
      return;
    }
    answers.forEach(Runnable::run);
  }

  /** Writes everything but the last word; the answers are to be given once that is durable. */
  private List<Runnable> prepare(List<Request> batch) throws SQLException {
    ownership.requireHeld();
    List<Runnable> answers = new ArrayList<>(batch.size());
    statements.run("BEGIN IMMEDIATE");
    memory.begin();
    knowRevision();
    long before = revision;
    for (Request request : batch) {
      answers.add(writeOne(request));
    }
    if (revision != before) {
      PreparedStatement write = statements.of(WRITE_REVISION);
      write.setLong(1, revision);
      write.executeUpdate();
    }
    return answers;
  }

  /**
   * Writes one commit into the open transaction; the answer is to be given once that is durable.
   */
  private Runnable writeOne(Request request) throws SQLException {
    statements.run("SAVEPOINT one");
    try {
      CommitOutcome.Conflict conflict = conditions.findConflict(request.commit);
      if (conflict != null) {
        undoOne();
        return () -> request.promise.complete(conflict);
      }
      OperationWriter writer = new OperationWriter(statements, memory, revision + 1);
      request.commit.operations().forEach(operation -> operation.handle(writer));
      statements.run("RELEASE one");
      if (writer.moved()) {
        revision++;
      }
      CommitOutcome applied = new CommitOutcome.Applied(revision);
      return () -> request.promise.complete(applied);
    } catch (OperationWriter.Refused refused) {
      requireOpenTransaction(refused.reason());
      return fail(request, notWritten(refused.reason()));
    } catch (StoreException refused) {
      return fail(request, refused);
    } catch (RuntimeException broken) {
      return fail(request, notWritten(broken));
    }
  }

  private Runnable fail(Request request, StoreException told) throws SQLException {
    undoOne();
    return () -> request.promise.completeExceptionally(told);
  }

  private void undoOne() throws SQLException {
    memory.forget();
    statements.run("ROLLBACK TO one");
    statements.run("RELEASE one");
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
      statements.run("ROLLBACK");
    } catch (SQLException alreadyEnded) {
      // SQLite has ended the transaction by itself.
    } finally {
      batch.forEach(answer);
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
