package io.cairn.registry.sqlite;

import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of signals and attributes that the writer has met lately. A part of {@link
 * WriterMemory}, and forgotten with it. Belongs to the writer thread.
 */
final class TelemetryMemory {
  private static final int MAX_SIGNALS = 16_384;
  private static final int MAX_ATTRIBUTES = 65_536;
  private static final long UNKNOWN = -1;

  private static final String LAST_ATTRIBUTE_ID =
      "SELECT coalesce(max(attribute_id), 0) FROM attribute";

  private final Statements statements;
  private final Map<Signal, Known> signals = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Place, Long> attributes = new LinkedHashMap<>(16, 0.75f, true);
  private long lastAttributeId = UNKNOWN;

  /** A signal that has a row. */
  static final class Known {
    private final long id;
    private long lastTemplate;

    private Known(long id) {
      this.id = id;
    }

    long id() {
      return id;
    }

    /** Whether a template's number is higher than those met so far; it is met by this. */
    boolean raises(long template) {
      boolean raises = template > lastTemplate;
      lastTemplate = Math.max(lastTemplate, template);
      return raises;
    }
  }

  /** Names an attribute. */
  private record Place(long signalId, AttributeKey key) {}

  TelemetryMemory(Statements statements) {
    this.statements = statements;
  }

  void forget() {
    signals.clear();
    attributes.clear();
    lastAttributeId = UNKNOWN;
  }

  @Nullable Known find(Signal signal) {
    return signals.get(signal);
  }

  Known remember(Signal signal, long id) {
    Known known = new Known(id);
    put(signals, signal, known, MAX_SIGNALS);
    return known;
  }

  @Nullable Long findAttribute(long signalId, AttributeKey key) {
    return attributes.get(new Place(signalId, key));
  }

  /** Remembers an attribute; one that has the key that was next is new. */
  void remember(long signalId, AttributeKey key, long id) {
    put(attributes, new Place(signalId, key), id, MAX_ATTRIBUTES);
    if (lastAttributeId != UNKNOWN) {
      lastAttributeId = Math.max(lastAttributeId, id);
    }
  }

  /** The key that a new attribute gets. */
  long nextAttributeId() throws SQLException {
    if (lastAttributeId == UNKNOWN) {
      PreparedStatement query = statements.of(LAST_ATTRIBUTE_ID);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        lastAttributeId = row.getLong(1);
      }
    }
    return lastAttributeId + 1;
  }

  private static <K, V> void put(Map<K, V> map, K key, V value, int max) {
    map.put(key, value);
    if (map.size() > max) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
