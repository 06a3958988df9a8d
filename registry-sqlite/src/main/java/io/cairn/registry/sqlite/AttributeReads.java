package io.cairn.registry.sqlite;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.json.TextsJson;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.Estimates;
import io.cairn.registry.core.store.TelemetryStore.Presence;
import io.cairn.registry.core.store.TelemetryStore.Window;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reads of attributes and their windows. Thread-safe. */
final class AttributeReads {
  static final String OF_SIGNALS =
      """
      SELECT a.signal_id, a.source, a.event, a.name, a.seen_count, a.first_seen_at, a.last_seen_at, a.types,
        a.samples, a.peak_start, coalesce(w.sketch, k.sketch) AS sketch
      FROM json_each(?1) n
      CROSS JOIN attribute a ON a.signal_id = n.value
      LEFT JOIN attribute_window w ON w.start = a.peak_start AND w.attribute_id = a.attribute_id
      LEFT JOIN attribute_sketch k ON k.start = a.peak_start AND k.attribute_id = a.attribute_id
      """;

  static final String PRESENCES =
      """
      SELECT a.source, a.event, a.name, w.seen_count, w.types
      FROM signal s
      CROSS JOIN attribute a ON a.signal_id = s.signal_id
      CROSS JOIN attribute_window w ON w.attribute_id = a.attribute_id
      WHERE s.sort_key = ?1 AND w.start >= ?2 AND w.start < ?3
      """;

  static final String WINDOWS =
      """
      SELECT w.start, w.seen_count, w.first_seen_at, w.last_seen_at, w.types,
        coalesce(w.sketch, k.sketch) AS sketch
      FROM signal s
      CROSS JOIN attribute a ON a.signal_id = s.signal_id AND a.source = ?4 AND a.event = ?5 AND a.name = ?6
      CROSS JOIN attribute_window w ON w.attribute_id = a.attribute_id
      LEFT JOIN attribute_sketch k ON k.start = w.start AND k.attribute_id = w.attribute_id
      WHERE s.sort_key = ?1 AND w.start >= ?2 AND w.start < ?3
      ORDER BY w.start
      """;

  static final String ESTIMATES =
      "SELECT attribute_id, estimate FROM attribute_window WHERE start >= ? AND start < ?";

  static final String NAMES =
      """
      SELECT a.attribute_id, a.source, a.event, a.name AS attribute, s.kind, s.name, s.variant
      FROM json_each(?1) n
      CROSS JOIN attribute a ON a.attribute_id = n.value
      CROSS JOIN signal s ON s.signal_id = a.signal_id
      """;

  private final Reading pool;

  AttributeReads(Reading pool) {
    this.pool = pool;
  }

  static AttributeKey key(ResultSet row) throws SQLException {
    return key(row, "name");
  }

  static AttributeKey key(ResultSet row, String name) throws SQLException {
    return new AttributeKey(
        FieldSource.valueOf(row.getString("source")), row.getString("event"), row.getString(name));
  }

  /** How messages name an attribute's values. */
  static String what(Signal signal, AttributeKey key) {
    return "the number of values of " + key + " of " + signal;
  }

  private static StoredSketch sketch(ResultSet row, Signal signal, AttributeKey key)
      throws SQLException {
    byte @Nullable [] kept = row.getBytes("sketch");
    try {
      if (kept != null) {
        return StoredSketch.of(kept);
      }
    } catch (CorruptDataException damaged) {
      throw RowHash.damaged(what(signal, key));
    }
    throw RowHash.damaged(what(signal, key));
  }

  /** The attributes of some signals, in the order of their keys. */
  Map<Long, List<Attribute>> all(Statements statements, Map<Long, Signal> signals)
      throws SQLException {
    Map<Long, List<Attribute>> all = new HashMap<>();
    TelemetryReads.each(
        statements,
        OF_SIGNALS,
        query -> query.setString(1, signals.keySet().toString()),
        row -> {
          long id = row.getLong("signal_id");
          Signal signal = Objects.requireNonNull(signals.get(id));
          all.computeIfAbsent(id, any -> new ArrayList<>()).add(attribute(row, signal));
        });
    all.values().forEach(each -> each.sort(Comparator.comparing(Attribute::key)));
    return all;
  }

  private static Attribute attribute(ResultSet row, Signal signal) throws SQLException {
    AttributeKey key = key(row);
    boolean hasPeak = row.getObject("peak_start") != null;
    return new Attribute(
        key,
        TelemetryReads.tally(row),
        row.getInt("types"),
        hasPeak ? sketch(row, signal, key) : StoredSketch.EMPTY,
        TextsJson.read(row.getString("samples")));
  }

  List<Presence> presences(Signal signal, long from, long to) {
    return pool.readKept(
        statements -> {
          Map<AttributeKey, Presence> found = new TreeMap<>();
          TelemetryReads.each(
              statements,
              PRESENCES,
              query -> {
                query.setBytes(1, SignalKey.of(signal));
                query.setLong(2, from);
                query.setLong(3, to);
              },
              row -> {
                Presence one = new Presence(key(row), row.getLong(4), row.getInt(5));
                found.merge(one.key(), one, AttributeReads::both);
              });
          return List.copyOf(found.values());
        });
  }

  private static Presence both(Presence one, Presence other) {
    return new Presence(one.key(), one.count() + other.count(), one.types() | other.types());
  }

  List<Window> windows(Signal signal, AttributeKey key, long from, long to) {
    return pool.readKept(
        statements -> {
          List<Window> windows = new ArrayList<>();
          TelemetryReads.each(
              statements,
              WINDOWS,
              query -> {
                query.setBytes(1, SignalKey.of(signal));
                query.setLong(2, from);
                query.setLong(3, to);
                query.setString(4, key.source().name());
                query.setString(5, key.event());
                query.setString(6, key.name());
              },
              row -> {
                Tally tally = TelemetryReads.tally(row);
                windows.add(
                    new Window(
                        row.getLong("start"),
                        tally,
                        row.getInt("types"),
                        sketch(row, signal, key)));
              });
          return windows;
        });
  }

  /** What the windows of one attribute say together. */
  private static final class Both {
    private long sum;
    private long highest;

    void add(long estimate) {
      sum += estimate;
      highest = Math.max(highest, estimate);
    }
  }

  /** The windows of a time are read as they lie; they are added up here, not sorted there. */
  List<Estimates> estimates(long from, long to) {
    return pool.readKeptSnapshot(
        statements -> {
          Map<Long, Both> found = new HashMap<>();
          TelemetryReads.each(
              statements,
              ESTIMATES,
              query -> {
                query.setLong(1, from);
                query.setLong(2, to);
              },
              row -> found.computeIfAbsent(row.getLong(1), any -> new Both()).add(row.getLong(2)));
          List<Estimates> estimates = new ArrayList<>(found.size());
          TelemetryReads.each(
              statements,
              NAMES,
              query -> query.setString(1, found.keySet().toString()),
              row -> {
                Both both = Objects.requireNonNull(found.get(row.getLong("attribute_id")));
                estimates.add(
                    new Estimates(
                        TelemetryReads.signal(row), key(row, "attribute"), both.sum, both.highest));
              });
          return estimates;
        });
  }
}
