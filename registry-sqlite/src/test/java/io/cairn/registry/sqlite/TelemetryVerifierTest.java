package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What verifying finds in what was observed. */
@Tag("H6")
class TelemetryVerifierTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void create() {
    file = folder.resolve("registry.db");
    ObservedFile.create(file);
  }

  @Test
  void anIntactFileHasNoDamage() {
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE signal SET name = 'x' WHERE kind = 'METRIC' | metric x: it is not found
          UPDATE signal SET last_template = 1 WHERE kind = 'LOG' | log shop/INFO: template 2 was never numbered
          UPDATE signal SET kind = 'NONE' WHERE kind = 'METRIC' | a row cannot be decoded
          UPDATE signal_aspect SET sort_key = x'00' WHERE value = 'pay' | metric http.requests: it is not found by its service pay
          UPDATE signal_aspect SET kind = 'LOG' WHERE value = 'pay' | metric http.requests: it is not found by its service pay and its kind
          UPDATE signal_aspect SET is_conflicting = 0 | metric http.requests: what conflicts in its aspect TYPE
          UPDATE signal_aspect SET is_conflicting = 1 WHERE value = 'pay' | what conflicts in its aspect SERVICE
          UPDATE signal_aspect SET aspect = 'NONE' WHERE aspect = 'UNIT' | a row cannot be decoded
          UPDATE log_template SET sort_key = x'00' WHERE number = 2 | log shop/INFO: it is not found by its template 2
          UPDATE attribute SET samples = '[1]' WHERE name = 'cart' | span:cart of span checkout/SERVER: its samples
          UPDATE attribute SET peak_estimate = 7 WHERE name = 'cart' | span:cart of span checkout/SERVER: the estimate at its peak
          UPDATE attribute SET peak_start = 5 WHERE name = 'cart' | the sketch at its peak is missing
          UPDATE attribute SET peak_start = NULL WHERE name = 'cart' | the sketch at its peak is missing
          UPDATE attribute SET source = 'NONE' WHERE name = 'cart' | a row cannot be decoded
          UPDATE attribute_window SET estimate = 4 WHERE estimate = 3 | data_point:route of metric http.requests: the estimate from 2026-01-01T00:00:00Z
          UPDATE attribute_window SET upper_bound = 4 WHERE estimate = 3 | the estimate from 2026-01-01T00:00:00Z is not that of its sketch
          UPDATE attribute_window SET sketch = x'0102' WHERE estimate = 3 | the sketch from 2026-01-01T00:00:00Z cannot be read
          UPDATE attribute_window SET sketch = NULL WHERE estimate = 9 | event:exception/message of span checkout/SERVER: the sketch from
          UPDATE attribute_sketch SET sketch = zeroblob(4136) | the sketch from 2026-01-01T01:00:00Z cannot be read
          UPDATE attribute_sketch SET start = 1 | its sketch from 1970-01-01T00:00:00.001Z belongs to no window
          DELETE FROM attribute_sketch | the sketch from 2026-01-01T01:00:00Z is missing
          DELETE FROM attribute WHERE name = 'cart' | refers to a row of "attribute" that is not there
          DELETE FROM signal WHERE kind = 'LOG' | refers to a row of "signal" that is not there
          DROP VIEW cardinality | the definition of "cardinality"
          """)
  void damageIsNamed(String change, String named) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = false");
      statement.execute(change);
    }
    assertThat(SqliteRegistry.verify(file).damages())
        .anySatisfy(damage -> assertThat(damage.toString()).contains(named));
  }
}
