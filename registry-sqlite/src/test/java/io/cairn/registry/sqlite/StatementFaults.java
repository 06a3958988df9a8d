package io.cairn.registry.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Fails the statements of a writer that a test asks for, in the ways in which SQLite does. Armed by
 * one thread while the writer is idle.
 */
final class StatementFaults {
  /** A way for a statement to fail. */
  enum Kind {
    /** It is not executed; the transaction goes on. */
    REFUSED,
    /** It is not executed, and SQLite has rolled the transaction back by itself. */
    TRANSACTION_ENDED,
    /** It is executed, and nobody is told. */
    EXECUTED
  }

  private Kind kind = Kind.REFUSED;
  private long first = Long.MAX_VALUE;
  private long last = Long.MAX_VALUE;
  private long executed;
  private int failures;

  /** The {@code first} to the {@code last} statement from now on fail. */
  synchronized void arm(Kind how, long from, long to) {
    kind = how;
    first = from;
    last = to;
    executed = 0;
    failures = 0;
  }

  /** From now on nothing fails; says how many statements have. */
  synchronized int disarm() {
    first = Long.MAX_VALUE;
    return failures;
  }

  Connection wire(Connection real) {
    return Wire.through(real, (sql, execution) -> run(real, execution));
  }

  private synchronized Object run(Connection real, Wire.Execution execution) throws SQLException {
    executed++;
    if (executed < first || executed > last) {
      return execution.run();
    }
    failures++;
    switch (kind) {
      case REFUSED -> {}
      case TRANSACTION_ENDED -> endTransaction(real);
      case EXECUTED -> {
        if (execution.run() instanceof ResultSet unread) {
          unread.close();
        }
      }
    }
    SQLiteErrorCode code =
        kind == Kind.TRANSACTION_ENDED ? SQLiteErrorCode.SQLITE_FULL : SQLiteErrorCode.SQLITE_IOERR;
    throw new SQLiteException("injected", code);
  }

  private static void endTransaction(Connection real) {
    try (Statement statement = real.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException none) {
      // There was no transaction to end.
    }
  }
}
