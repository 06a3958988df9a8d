package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.TelemetryStore.MinerState;
import io.cairn.registry.core.store.TelemetryStore.Template;
import io.cairn.registry.telemetry.Signal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reads of the templates of logs. Thread-safe. */
final class TemplateReads {
  static final String MOST_FREQUENT =
      """
      SELECT s.kind, s.name, s.variant, s.seen_count AS observed, t.number, t.path, t.template, t.example,
        t.seen_count, t.first_seen_at, t.last_seen_at
      FROM log_template t CROSS JOIN signal s ON s.signal_id = t.signal_id
      WHERE t.seen_count <= ?1 AND (t.seen_count < ?1 OR (t.sort_key, t.number) > (?2, ?3))
      ORDER BY t.seen_count DESC, t.sort_key, t.number
      LIMIT ?4
      """;

  static final String MOST_FREQUENT_OF_SIGNAL =
      """
      SELECT s.kind, s.name, s.variant, s.seen_count AS observed, t.number, t.path, t.template, t.example,
        t.seen_count, t.first_seen_at, t.last_seen_at
      FROM log_template t CROSS JOIN signal s ON s.signal_id = t.signal_id
      WHERE t.signal_id = (SELECT signal_id FROM signal WHERE sort_key = ?5) AND t.seen_count <= ?1
        AND (t.seen_count < ?1 OR t.number > ?3)
      ORDER BY t.seen_count DESC, t.number
      LIMIT ?4
      """;

  static final String OF_SIGNAL =
      """
      SELECT s.kind, s.name, s.variant, s.seen_count AS observed, s.last_template, t.number, t.path, t.template,
        t.example, t.seen_count, t.first_seen_at, t.last_seen_at
      FROM signal s LEFT JOIN log_template t ON t.signal_id = s.signal_id
      WHERE s.sort_key = ?
      """;

  private static final Comparator<Template> LAST_SEEN_LAST =
      Comparator.comparingLong((Template template) -> template.tally().last())
          .thenComparingLong(Template::number);

  private final Reading pool;

  TemplateReads(Reading pool) {
    this.pool = pool;
  }

  List<Template> mostFrequent(@Nullable Signal signal, @Nullable Template after, int limit) {
    return pool.readKept(
        statements -> {
          List<Template> found = new ArrayList<>();
          TelemetryReads.each(
              statements,
              signal == null ? MOST_FREQUENT : MOST_FREQUENT_OF_SIGNAL,
              query -> {
                bind(query, after);
                query.setInt(4, limit);
                if (signal != null) {
                  query.setBytes(5, SignalKey.of(signal));
                }
              },
              row -> found.add(template(row)));
          return found;
        });
  }

  private static void bind(PreparedStatement query, @Nullable Template after) throws SQLException {
    query.setLong(1, after == null ? Long.MAX_VALUE : after.tally().count());
    query.setBytes(2, after == null ? SignalKey.first() : SignalKey.of(after.signal()));
    query.setLong(3, after == null ? 0 : after.number());
  }

  private static Template template(ResultSet row) throws SQLException {
    return new Template(
        TelemetryReads.signal(row),
        row.getLong("number"),
        row.getString("path"),
        row.getString("template"),
        row.getString("example"),
        TelemetryReads.tally(row),
        row.getLong("observed"));
  }

  MinerState minerState(Signal signal) {
    return pool.readKept(
        statements -> {
          List<Template> found = new ArrayList<>();
          long[] last = {0};
          TelemetryReads.each(
              statements,
              OF_SIGNAL,
              query -> query.setBytes(1, SignalKey.of(signal)),
              row -> {
                last[0] = row.getLong("last_template");
                if (row.getLong("number") != 0) {
                  found.add(template(row));
                }
              });
          found.sort(LAST_SEEN_LAST);
          return new MinerState(found, last[0]);
        });
  }
}
