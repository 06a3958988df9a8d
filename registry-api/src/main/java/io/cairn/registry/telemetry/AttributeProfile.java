package io.cairn.registry.telemetry;

import io.cairn.registry.Cardinality;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of an attribute. Immutable and thread-safe.
 *
 * @param key which one
 * @param seen how often and when
 * @param share of how many of the signal's observations, or of the event or links it belongs to, it
 *     was part: from 0 to 1
 * @param types the types its values have had
 * @param peak the most different values in any window
 * @param samples the first ten different values, cut where they are long; none if samples are off
 */
public record AttributeProfile(
    AttributeKey key,
    Seen seen,
    double share,
    Set<ValueType> types,
    Cardinality peak,
    List<String> samples) {
  public AttributeProfile {
    types = types.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(types));
    samples = List.copyOf(samples);
  }
}
