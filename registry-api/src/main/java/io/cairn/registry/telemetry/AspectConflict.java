package io.cairn.registry.telemetry;

import java.util.List;

/**
 * A metric that has several types, units, temporalities or monotonicities, so that its values
 * cannot be added up. Immutable and thread-safe.
 *
 * @param signal the metric
 * @param aspect what differs
 * @param values the values, the most often said first
 */
public record AspectConflict(Signal signal, Aspect aspect, List<AspectValue> values) {
  public AspectConflict {
    values = List.copyOf(values);
  }
}
