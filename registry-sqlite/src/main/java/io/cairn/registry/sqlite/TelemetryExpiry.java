package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.TelemetryDelta;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes the earliest windows; a sketch that is its attribute's peak stays. Belongs to the writer
 * thread.
 */
final class TelemetryExpiry {
  private static final String SIGNAL_END =
      "SELECT start, signal_id FROM signal_window WHERE start < ? ORDER BY start, signal_id LIMIT 1 OFFSET ?";

  private static final String ATTRIBUTE_END =
      """
      SELECT start, attribute_id FROM attribute_window WHERE start < ? ORDER BY start, attribute_id
      LIMIT 1 OFFSET ?
      """;

  private static final String OF_SIGNALS =
      "DELETE FROM signal_window WHERE (start, signal_id) < (?, ?)";

  /** What becomes of the sketches: the third parameter is where peaks without a window are. */
  private static final List<String> OF_SKETCHES =
      List.of(
          """
          INSERT INTO attribute_sketch (start, attribute_id, sketch)
          SELECT ?3, w.attribute_id, coalesce(w.sketch, k.sketch)
          FROM attribute_window w
          CROSS JOIN attribute a ON a.attribute_id = w.attribute_id AND a.peak_start = w.start
          LEFT JOIN attribute_sketch k ON k.start = w.start AND k.attribute_id = w.attribute_id
          WHERE (w.start, w.attribute_id) < (?1, ?2) AND coalesce(w.sketch, k.sketch) IS NOT NULL
          ON CONFLICT (start, attribute_id) DO UPDATE SET sketch = excluded.sketch
          """,
          """
          UPDATE attribute SET peak_start = ?3
          WHERE attribute_id IN
            (SELECT w.attribute_id FROM attribute_window w WHERE (w.start, w.attribute_id) < (?1, ?2))
          AND (peak_start, attribute_id) < (?1, ?2)
          """,
          "DELETE FROM attribute_sketch WHERE start > ?3 AND (start, attribute_id) < (?1, ?2)");

  private static final String OF_ATTRIBUTES =
      "DELETE FROM attribute_window WHERE (start, attribute_id) < (?, ?)";

  private final Statements statements;

  /** The first window that stays. */
  private record End(long start, long id) {}

  TelemetryExpiry(Statements statements) {
    this.statements = statements;
  }

  void run(TelemetryDelta.Expiry expiry) throws SQLException {
    remove(OF_SIGNALS, end(SIGNAL_END, expiry));
    End ofAttributes = end(ATTRIBUTE_END, expiry);
    for (String sql : OF_SKETCHES) {
      PreparedStatement statement = statements.of(sql);
      statement.setLong(3, TelemetryDelta.NO_WINDOW);
      remove(sql, ofAttributes);
    }
    remove(OF_ATTRIBUTES, ofAttributes);
  }

  private void remove(String sql, End end) throws SQLException {
    PreparedStatement statement = statements.of(sql);
    statement.setLong(1, end.start);
    statement.setLong(2, end.id);
    statement.executeUpdate();
  }

  /** If there are no more windows than may go, those at the time itself stay: keys begin at 1. */
  private End end(String sql, TelemetryDelta.Expiry expiry) throws SQLException {
    PreparedStatement query = statements.of(sql);
    query.setLong(1, expiry.before());
    query.setInt(2, expiry.limit());
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? new End(row.getLong(1), row.getLong(2)) : new End(expiry.before(), 0);
    }
  }
}
