package io.cairn.registry.sqlite;

import io.cairn.registry.Cardinality;
import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.json.TextsJson;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Looks at what was observed. Counts and times move all the time and have no hashes; what is looked
 * at is whether everything is found by what it is kept under, and whether sketches are whole and
 * say what stands beside them.
 */
final class TelemetryVerifier {
  static final String SIGNALS =
      """
      SELECT s.kind, s.name, s.variant, s.sort_key, s.last_template,
        (SELECT coalesce(max(t.number), 0) FROM log_template t WHERE t.signal_id = s.signal_id) AS highest
      FROM signal s
      """;

  static final String SERVICES =
      """
      SELECT s.kind, s.name, s.variant, a.value, a.sort_key, a.kind AS said_kind
      FROM signal_aspect a JOIN signal s USING (signal_id)
      WHERE a.aspect = 'SERVICE'
      """;

  static final String CONFLICTS =
      """
      SELECT s.kind, s.name, s.variant, a.aspect, count(*) - 1 AS other_values, sum(a.is_conflicting) AS conflicts
      FROM signal_aspect a JOIN signal s USING (signal_id)
      GROUP BY a.signal_id, a.aspect
      """;

  static final String TEMPLATES =
      """
      SELECT s.kind, s.name, s.variant, t.number, t.sort_key
      FROM log_template t JOIN signal s USING (signal_id)
      """;

  static final String ATTRIBUTES =
      """
      SELECT s.kind, s.name, s.variant, a.source, a.event, a.name AS attribute, a.samples, a.peak_start,
        a.peak_estimate AS estimate, a.peak_lower_bound AS lower_bound, a.peak_upper_bound AS upper_bound,
        coalesce(w.sketch, k.sketch) AS sketch
      FROM attribute a JOIN signal s USING (signal_id)
      LEFT JOIN attribute_window w ON w.start = a.peak_start AND w.attribute_id = a.attribute_id
      LEFT JOIN attribute_sketch k ON k.start = a.peak_start AND k.attribute_id = a.attribute_id
      """;

  static final String WINDOWS =
      """
      SELECT s.kind, s.name, s.variant, a.source, a.event, a.name AS attribute, w.start, w.estimate,
        w.lower_bound, w.upper_bound, coalesce(w.sketch, k.sketch) AS sketch
      FROM attribute_window w JOIN attribute a USING (attribute_id) JOIN signal s USING (signal_id)
      LEFT JOIN attribute_sketch k ON k.start = w.start AND k.attribute_id = w.attribute_id
      """;

  /** Sketches of windows that have another one, or are not there. */
  static final String STRAYS =
      """
      SELECT s.kind, s.name, s.variant, a.source, a.event, a.name AS attribute, k.start
      FROM attribute_sketch k JOIN attribute a USING (attribute_id) JOIN signal s USING (signal_id)
      LEFT JOIN attribute_window w ON w.start = k.start AND w.attribute_id = k.attribute_id
      WHERE k.start > -9223372036854775807 AND (w.start IS NULL OR w.sketch IS NOT NULL)
      """;

  private final Consumer<String> finding;

  TelemetryVerifier(Consumer<String> finding) {
    this.finding = finding;
  }

  void signal(ResultSet row) throws SQLException {
    requireKey(row, "");
    if (row.getLong("highest") > row.getLong("last_template")) {
      add(row, "template " + row.getLong("highest") + " was never numbered");
    }
  }

  void service(ResultSet row) throws SQLException {
    requireKey(row, " by its service " + row.getString("value"));
    if (!row.getString("kind").equals(row.getString("said_kind"))) {
      add(row, "it is not found by its service " + row.getString("value") + " and its kind");
    }
  }

  void conflict(ResultSet row) throws SQLException {
    Aspect aspect = Aspect.valueOf(row.getString("aspect"));
    boolean counts =
        TelemetryReads.signal(row).kind() == SchemaKind.METRIC && TelemetryRows.isOne(aspect);
    if (row.getLong("conflicts") != (counts ? row.getLong("other_values") : 0)) {
      add(row, "what conflicts in its aspect " + aspect + " is not what it says");
    }
  }

  void template(ResultSet row) throws SQLException {
    requireKey(row, " by its template " + row.getLong("number"));
  }

  private void requireKey(ResultSet row, String by) throws SQLException {
    if (!Arrays.equals(row.getBytes("sort_key"), SignalKey.of(TelemetryReads.signal(row)))) {
      add(row, "it is not found" + by);
    }
  }

  void attribute(ResultSet row) throws SQLException {
    String what = what(row);
    try {
      TextsJson.read(row.getString("samples"));
    } catch (InvalidInputException undecodable) {
      finding.accept(what + ": its samples cannot be read: " + undecodable.getMessage());
    }
    if (row.getObject("peak_start") != null) {
      requireSketch(row, "at its peak");
    } else if (row.getLong("estimate") != 0) {
      addOfAttribute(row, "the sketch at its peak is missing");
    }
  }

  void window(ResultSet row) throws SQLException {
    requireSketch(row, "from " + start(row));
  }

  void stray(ResultSet row) throws SQLException {
    addOfAttribute(row, "its sketch from " + start(row) + " belongs to no window");
  }

  private static Instant start(ResultSet row) throws SQLException {
    return Instant.ofEpochMilli(row.getLong("start"));
  }

  private void requireSketch(ResultSet row, String when) throws SQLException {
    byte[] kept = row.getBytes("sketch");
    if (kept == null) {
      addOfAttribute(row, "the sketch " + when + " is missing");
      return;
    }
    try {
      Cardinality beside =
          new Cardinality(
              row.getLong("estimate"), row.getLong("lower_bound"), row.getLong("upper_bound"));
      if (!StoredSketch.of(kept).cardinality().equals(beside)) {
        addOfAttribute(row, "the estimate " + when + " is not that of its sketch");
      }
    } catch (CorruptDataException damaged) {
      addOfAttribute(row, "the sketch " + when + " cannot be read: " + damaged.getMessage());
    }
  }

  private void add(ResultSet row, String what) throws SQLException {
    finding.accept(TelemetryReads.signal(row) + ": " + what);
  }

  private void addOfAttribute(ResultSet row, String what) throws SQLException {
    finding.accept(what(row) + ": " + what);
  }

  private static String what(ResultSet row) throws SQLException {
    return AttributeReads.key(row, "attribute") + " of " + TelemetryReads.signal(row);
  }
}
