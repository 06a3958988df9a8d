package io.cairn.registry.operation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted and timed since a registry was opened. Immutable. Taken while operations go on,
 * so that its numbers may be some operations apart from each other.
 *
 * @param counters how often each countable event happened; every counter is there
 * @param errors how many operations threw, by the simple name of the exception's class, in the
 *     order of the names; see {@link #ERRORS}
 * @param timings how long operations took, those that threw included; every kind is there
 * @param store what the store says of itself
 * @param cache how the cache of discovered schemas is used
 */
public record Measurements(
    Map<Counter, Long> counters,
    SortedMap<String, Long> errors,
    Map<OperationKind, Timing> timings,
    StoreStatus store,
    CacheStatus cache) {

  /** What {@link #errors} are called where measurements have names; the class is their label. */
  public static final String ERRORS = "schema_registry_errors";

  public Measurements {
    counters = Collections.unmodifiableMap(filled(Counter.class, counters, 0L));
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    timings = Collections.unmodifiableMap(filled(OperationKind.class, timings, Timing.NONE));
  }

  private static <K extends Enum<K>, V> Map<K, V> filled(
      Class<K> keys, Map<K, V> values, V otherwise) {
    Map<K, V> all = new EnumMap<>(keys);
    for (K key : keys.getEnumConstants()) {
      all.put(key, values.getOrDefault(key, otherwise));
    }
    return all;
  }

  /** How often it happened. */
  public long count(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }

  /** How long operations of the kind took. */
  public Timing timing(OperationKind kind) {
    return timings.getOrDefault(kind, Timing.NONE);
  }
}
