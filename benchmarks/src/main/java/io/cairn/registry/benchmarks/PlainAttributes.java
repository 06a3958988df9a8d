package io.cairn.registry.benchmarks;

import io.cairn.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The rows that attributes never observed before come to, by plain JDBC: two inserts for each into
 * the registry's own tables, a hundred attributes a transaction with {@code synchronous=NORMAL}. It
 * looks for nothing and computes nothing. Not thread-safe.
 */
final class PlainAttributes implements AutoCloseable {
  private static final int PART = 100;
  private static final byte[] SKETCH = new byte[12];

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement attribute;
  private final PreparedStatement window;
  private long written;

  private PlainAttributes(Connection connection) throws SQLException {
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    attribute =
        connection.prepareStatement(
            """
            INSERT INTO attribute (seen_count, first_seen_at, last_seen_at, types, attribute_id, signal_id, source,
              event, name, samples, peak_start, peak_estimate, peak_lower_bound, peak_upper_bound)
            VALUES (1, 1, 1, 2, ?1, ?2, 'COLUMN', '', ?3, '["7"]', 0, 1, 1, 1)
            """);
    window =
        connection.prepareStatement(
            """
            INSERT INTO attribute_window (seen_count, first_seen_at, last_seen_at, types, start, attribute_id,
              sketch, estimate, lower_bound, upper_bound)
            VALUES (1, 1, 1, 2, 0, ?1, ?2, 1, 1, 1)
            """);
  }

  /** On a new file, with the registry's tables. */
  static PlainAttributes open(Path file) {
    SqliteRegistry.open(file).close();
    try {
      Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + file + "?jdbc.get_generated_keys=false");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = NORMAL");
        statement.execute("PRAGMA cache_size = -32768");
      }
      return new PlainAttributes(connection);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Writes so many, and returns the number of all so far. */
  long write(int attributes) throws SQLException {
    for (int i = 0; i < attributes; i += PART) {
      begin.execute();
      for (int k = 0; k < PART; k++) {
        written++;
        attribute.setLong(1, written);
        attribute.setLong(2, written / PART);
        attribute.setString(3, "attribute-" + written);
        attribute.executeUpdate();
        window.setLong(1, written);
        window.setBytes(2, SKETCH);
        window.executeUpdate();
      }
      commit.execute();
    }
    return written;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
