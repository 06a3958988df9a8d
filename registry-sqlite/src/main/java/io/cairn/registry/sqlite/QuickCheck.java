package io.cairn.registry.sqlite;

import io.cairn.registry.error.CorruptDataException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQLite's own look at the pages of a file that is small enough for it to take some milliseconds,
 * so that most damage is noticed before anything is written beside it.
 */
final class QuickCheck {
  /** The largest file that is looked at when it is opened: 8 MiB. */
  private static final long MAX_BYTES = 8 << 20;

  private static final String PAGES = "PRAGMA page_count";
  private static final String PAGE_BYTES = "PRAGMA page_size";
  private static final String CHECK = "PRAGMA quick_check(1)";

  private QuickCheck() {}

  /**
   * Returns if the file is larger, or as SQLite writes it.
   *
   * @throws CorruptDataException if it is not
   */
  static void require(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (number(statement, PAGES) * number(statement, PAGE_BYTES) <= MAX_BYTES) {
        require(statement, file);
      }
    }
  }

  private static long number(Statement statement, String pragma) throws SQLException {
    try (ResultSet row = statement.executeQuery(pragma)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void require(Statement statement, Path file) throws SQLException {
    try (ResultSet row = statement.executeQuery(CHECK)) {
      row.next();
      if (!row.getString(1).equals("ok")) {
        throw new CorruptDataException(
            "Cannot open "
                + file
                + ": the file is damaged; restore it from a backup. SQLite says: "
                + row.getString(1),
            null);
      }
    }
  }
}
