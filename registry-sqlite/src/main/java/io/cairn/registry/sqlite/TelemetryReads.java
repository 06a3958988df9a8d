package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reads of what was observed, on connections that cannot write. Each page is a range of an
 * index, read in its order; what belongs to one signal is put in order here, as Java has it.
 */
final class TelemetryReads implements TelemetryStore {
  static final String ALL_SIGNALS = "SELECT signal_id, kind, name, variant FROM signal";
  static final String ALL_ATTRIBUTES = "SELECT signal_id, source, event, name FROM attribute";
  static final String ALL_SAID = "SELECT signal_id, aspect, value FROM signal_aspect";

  static final String BY_NAME =
      """
      SELECT kind, name, variant, seen_count, first_seen_at, last_seen_at
      FROM signal
      WHERE sort_key > ?1 AND sort_key < ?2 AND name GLOB ?3
      ORDER BY sort_key
      LIMIT ?4
      """;

  static final String BY_COUNT =
      """
      SELECT kind, name, variant, seen_count, first_seen_at, last_seen_at
      FROM signal
      WHERE kind = ?5 AND seen_count <= ?6 AND (seen_count < ?6 OR sort_key > ?1)
        AND sort_key > ?7 AND sort_key < ?2 AND name GLOB ?3
      ORDER BY seen_count DESC, sort_key
      LIMIT ?4
      """;

  static final String OF_SERVICE_BY_NAME =
      """
      SELECT s.kind, s.name, s.variant, a.seen_count, a.first_seen_at, a.last_seen_at
      FROM signal_aspect a CROSS JOIN signal s ON s.signal_id = a.signal_id
      WHERE a.aspect = 'SERVICE' AND a.value = ?8 AND a.sort_key > ?1 AND a.sort_key < ?2 AND s.name GLOB ?3
      ORDER BY a.sort_key
      LIMIT ?4
      """;

  static final String OF_SERVICE_BY_COUNT =
      """
      SELECT s.kind, s.name, s.variant, a.seen_count, a.first_seen_at, a.last_seen_at
      FROM signal_aspect a CROSS JOIN signal s ON s.signal_id = a.signal_id
      WHERE a.aspect = 'SERVICE' AND a.value = ?8 AND a.kind = ?5 AND a.seen_count <= ?6
        AND (a.seen_count < ?6 OR a.sort_key > ?1) AND a.sort_key > ?7 AND a.sort_key < ?2 AND s.name GLOB ?3
      ORDER BY a.seen_count DESC, a.sort_key
      LIMIT ?4
      """;

  static final String DETAILS =
      """
      SELECT s.signal_id, s.kind, s.name, s.variant, s.seen_count, s.first_seen_at, s.last_seen_at
      FROM json_each(?1) n CROSS JOIN signal s ON s.sort_key = unhex(n.value)
      """;

  static final String ASPECTS =
      """
      SELECT a.signal_id, a.aspect, a.value, a.seen_count, a.first_seen_at, a.last_seen_at
      FROM json_each(?1) n CROSS JOIN signal_aspect a ON a.signal_id = n.value
      """;

  static final String CONFLICTS =
      """
      SELECT s.kind, s.name, s.variant, a.aspect, a.value, a.seen_count, a.first_seen_at, a.last_seen_at
      FROM (SELECT DISTINCT signal_id, aspect FROM signal_aspect WHERE is_conflicting = 1) c
      CROSS JOIN signal s ON s.signal_id = c.signal_id
      CROSS JOIN signal_aspect a ON a.signal_id = c.signal_id AND a.aspect = c.aspect
      """;

  static final String COUNT =
      """
      SELECT coalesce(sum(w.seen_count), 0)
      FROM signal s CROSS JOIN signal_window w ON w.signal_id = s.signal_id
      WHERE s.sort_key = ?1 AND w.start >= ?2 AND w.start < ?3
      """;

  static final String WINDOWS =
      """
      SELECT w.start, w.seen_count, w.first_seen_at, w.last_seen_at
      FROM signal s CROSS JOIN signal_window w ON w.signal_id = s.signal_id
      WHERE s.sort_key = ?1 AND w.start >= ?2 AND w.start < ?3
      ORDER BY w.start
      """;

  static final String OLDEST =
      """
      SELECT min(
        coalesce((SELECT min(start) FROM signal_window), ?1),
        coalesce((SELECT min(start) FROM attribute_window), ?1))
      """;

  private static final Comparator<AspectValue> BY_ASPECT_THEN_COUNT =
      Comparator.comparing(AspectValue::aspect)
          .thenComparing(value -> -value.seen().count())
          .thenComparing(AspectValue::value);

  private final Reading pool;
  private final AttributeReads attributes;
  private final TemplateReads templates;

  TelemetryReads(Reading pool) {
    this.pool = pool;
    attributes = new AttributeReads(pool);
    templates = new TemplateReads(pool);
  }

  /** Sets the parameters of a query. */
  interface Binding {
    void on(PreparedStatement query) throws SQLException;
  }

  /** Does something with a row. */
  interface Row {
    void at(ResultSet row) throws SQLException;
  }

  static void each(Statements statements, String sql, Binding binding, Row reading)
      throws SQLException {
    PreparedStatement query = statements.of(sql);
    binding.on(query);
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        reading.at(row);
      }
    }
  }

  static Signal signal(ResultSet row) throws SQLException {
    return new Signal(
        SchemaKind.valueOf(row.getString("kind")), row.getString("name"), row.getString("variant"));
  }

  static Tally tally(ResultSet row) throws SQLException {
    return new Tally(
        row.getLong("seen_count"), row.getLong("first_seen_at"), row.getLong("last_seen_at"));
  }

  private static AspectValue aspectValue(ResultSet row) throws SQLException {
    return new AspectValue(
        Aspect.valueOf(row.getString("aspect")), row.getString("value"), tally(row).seen());
  }

  /** Nothing of the reader's runs while the connection is out. */
  @Override
  public void forEachSignal(Consumer<Known> reader) {
    pool.readKeptSnapshot(TelemetryReads::known).forEach(reader);
  }

  private static List<Known> known(Statements statements) throws SQLException {
    Map<Long, Set<AttributeKey>> keys = new HashMap<>();
    each(
        statements,
        ALL_ATTRIBUTES,
        query -> {},
        row ->
            keys.computeIfAbsent(row.getLong("signal_id"), any -> new HashSet<>())
                .add(AttributeReads.key(row)));
    Map<Long, Set<Said>> said = new HashMap<>();
    each(
        statements,
        ALL_SAID,
        query -> {},
        row ->
            said.computeIfAbsent(row.getLong("signal_id"), any -> new HashSet<>())
                .add(new Said(Aspect.valueOf(row.getString("aspect")), row.getString("value"))));
    List<Known> all = new ArrayList<>();
    each(
        statements,
        ALL_SIGNALS,
        query -> {},
        row -> {
          long id = row.getLong("signal_id");
          all.add(
              new Known(
                  signal(row), keys.getOrDefault(id, Set.of()), said.getOrDefault(id, Set.of())));
        });
    return all;
  }

  @Override
  public List<SignalSummary> signals(SignalQuery query, @Nullable SignalSummary after, int limit) {
    boolean byName = query.order() == SignalQuery.Order.NAME;
    byte[] before = SignalKey.before(query.kind(), query.name());
    String sql =
        query.service() == null
            ? byName ? BY_NAME : BY_COUNT
            : byName ? OF_SERVICE_BY_NAME : OF_SERVICE_BY_COUNT;
    return pool.readKept(
        statements -> {
          List<SignalSummary> found = new ArrayList<>();
          each(
              statements,
              sql,
              bound -> {
                bound.setBytes(1, after == null ? before : SignalKey.of(after.signal()));
                bound.setBytes(2, SignalKey.behind(query.kind(), query.name()));
                bound.setString(3, Globs.of(query.name()));
                bound.setInt(4, limit);
                if (!byName) {
                  bound.setString(5, query.kind().name());
                  bound.setLong(6, after == null ? Long.MAX_VALUE : after.seen().count());
                  bound.setBytes(7, before);
                }
                if (query.service() != null) {
                  bound.setString(8, query.service());
                }
              },
              row -> found.add(new SignalSummary(signal(row), tally(row).seen())));
          return found;
        });
  }

  @Override
  public List<Details> details(Collection<Signal> signals) {
    return pool.readKeptSnapshot(statements -> details(statements, new HashSet<>(signals)));
  }

  /** A signal's row. */
  private record Total(Signal signal, Tally tally) {}

  private List<Details> details(Statements statements, Set<Signal> signals) throws SQLException {
    StringJoiner keys = new StringJoiner("\",\"", "[\"", "\"]");
    signals.forEach(signal -> keys.add(SignalKey.hex(signal)));
    Map<Long, Total> totals = new LinkedHashMap<>();
    each(
        statements,
        DETAILS,
        query -> query.setString(1, keys.toString()),
        row -> totals.put(row.getLong("signal_id"), new Total(signal(row), tally(row))));
    Map<Long, Signal> found = new LinkedHashMap<>();
    totals.forEach((id, total) -> found.put(id, total.signal));
    Map<Long, List<AspectValue>> aspects = new HashMap<>();
    each(
        statements,
        ASPECTS,
        query -> query.setString(1, found.keySet().toString()),
        row ->
            aspects
                .computeIfAbsent(row.getLong("signal_id"), any -> new ArrayList<>())
                .add(aspectValue(row)));
    aspects.values().forEach(values -> values.sort(BY_ASPECT_THEN_COUNT));
    Map<Long, List<Attribute>> all = attributes.all(statements, found);
    List<Details> details = new ArrayList<>();
    totals.forEach(
        (id, total) ->
            details.add(
                new Details(
                    total.signal,
                    total.tally,
                    aspects.getOrDefault(id, List.of()),
                    all.getOrDefault(id, List.of()))));
    return details;
  }

  /** What one signal has several values of. */
  private record Conflict(Signal signal, Aspect aspect) {}

  @Override
  public List<AspectConflict> conflicts() {
    Map<Conflict, List<AspectValue>> found =
        pool.readKept(
            statements -> {
              Map<Conflict, List<AspectValue>> all = new HashMap<>();
              each(
                  statements,
                  CONFLICTS,
                  query -> {},
                  row -> {
                    AspectValue value = aspectValue(row);
                    all.computeIfAbsent(
                            new Conflict(signal(row), value.aspect()), any -> new ArrayList<>())
                        .add(value);
                  });
              return all;
            });
    return found.entrySet().stream()
        .map(
            one ->
                new AspectConflict(
                    one.getKey().signal,
                    one.getKey().aspect,
                    one.getValue().stream().sorted(BY_ASPECT_THEN_COUNT).toList()))
        .sorted(Comparator.comparing(AspectConflict::signal).thenComparing(AspectConflict::aspect))
        .toList();
  }

  @Override
  public long count(Signal signal, long from, long to) {
    return number(
        COUNT,
        query -> {
          query.setBytes(1, SignalKey.of(signal));
          query.setLong(2, from);
          query.setLong(3, to);
        });
  }

  @Override
  public List<SignalWindow> windows(Signal signal, long from, long to) {
    return pool.readKept(
        statements -> {
          List<SignalWindow> windows = new ArrayList<>();
          each(
              statements,
              WINDOWS,
              query -> {
                query.setBytes(1, SignalKey.of(signal));
                query.setLong(2, from);
                query.setLong(3, to);
              },
              row -> windows.add(new SignalWindow(row.getLong("start"), tally(row))));
          return windows;
        });
  }

  @Override
  public List<Presence> presences(Signal signal, long from, long to) {
    return attributes.presences(signal, from, to);
  }

  @Override
  public List<Window> windows(Signal signal, AttributeKey key, long from, long to) {
    return attributes.windows(signal, key, from, to);
  }

  @Override
  public List<Estimates> estimates(long from, long to) {
    return attributes.estimates(from, to);
  }

  @Override
  public List<Template> templates(@Nullable Signal signal, @Nullable Template after, int limit) {
    return templates.mostFrequent(signal, after, limit);
  }

  @Override
  public MinerState minerState(Signal signal) {
    return templates.minerState(signal);
  }

  @Override
  public long oldestWindow() {
    return number(OLDEST, query -> query.setLong(1, Long.MAX_VALUE));
  }

  private long number(String sql, Binding binding) {
    return pool.readKept(
        statements -> {
          PreparedStatement query = statements.of(sql);
          binding.on(query);
          try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
