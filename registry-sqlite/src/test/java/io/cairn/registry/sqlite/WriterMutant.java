package io.cairn.registry.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Writers that are wrong in a way that a test must find out. */
enum WriterMutant {
  /** Not wrong. */
  NONE {
    @Override
    Connection wire(Connection real) {
      return real;
    }
  },
  /** Commits when it needs the connection again, and answers before. */
  ANSWERS_EARLY {
    @Override
    Connection wire(Connection real) {
      boolean[] isCommitDue = {false};
      return Wire.through(
          real,
          (sql, execution) -> {
            if (sql.equals("COMMIT")) {
              isCommitDue[0] = true;
              return false;
            }
            if (isCommitDue[0]) {
              isCommitDue[0] = false;
              run(real, "COMMIT");
            }
            return execution.run();
          });
    }
  },
  /** Begins and commits by the driver's methods instead of statements; its second commit fails. */
  LETS_THE_DRIVER_COMMIT {
    @Override
    Connection wire(Connection real) {
      int[] commits = {0};
      return Wire.through(
          real,
          (sql, execution) -> {
            switch (sql) {
              case "BEGIN IMMEDIATE" -> real.setAutoCommit(false);
              case "COMMIT" -> {
                if (++commits[0] == 2) {
                  failForLackOfRoom(real);
                }
                real.commit();
                real.setAutoCommit(true);
              }
              case "ROLLBACK" -> real.rollback();
              default -> {
                return execution.run();
              }
            }
            return false;
          });
    }
  },
  /** Never waits for the disk. */
  SYNCHRONIZES_NOTHING {
    @Override
    Connection wire(Connection real) {
      return Wire.through(
          real,
          (sql, execution) -> {
            if (sql.startsWith("PRAGMA synchronous")) {
              return false;
            }
            if (sql.equals("BEGIN IMMEDIATE")) {
              run(real, "PRAGMA synchronous = OFF");
            }
            return execution.run();
          });
    }
  };

  abstract Connection wire(Connection real);

  /** A correct writer whose second commit fails. */
  static Connection failSecondCommit(Connection real) {
    int[] commits = {0};
    return Wire.through(
        real,
        (sql, execution) -> {
          if (sql.equals("COMMIT") && ++commits[0] == 2) {
            failForLackOfRoom(real);
          }
          return execution.run();
        });
  }

  /** As SQLite does: it has rolled back by itself. */
  private static void failForLackOfRoom(Connection real) throws SQLException {
    run(real, "ROLLBACK");
    throw new SQLiteException("injected", SQLiteErrorCode.SQLITE_FULL);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
