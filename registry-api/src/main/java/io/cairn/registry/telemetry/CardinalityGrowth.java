package io.cairn.registry.telemetry;

import io.cairn.registry.Cardinality;

/**
 * How many different values an attribute had in two times. Immutable and thread-safe.
 *
 * @param signal the signal
 * @param key the attribute
 * @param before in the first time
 * @param after in the second one
 */
public record CardinalityGrowth(
    Signal signal, AttributeKey key, Cardinality before, Cardinality after) {

  /** How many more there were; negative if there were fewer. */
  public long growth() {
    return after.estimate() - before.estimate();
  }
}
