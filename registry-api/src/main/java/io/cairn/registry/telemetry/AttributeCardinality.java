package io.cairn.registry.telemetry;

import io.cairn.registry.Cardinality;

/**
 * How many different values an attribute has had. Immutable and thread-safe.
 *
 * @param signal the signal
 * @param key the attribute
 * @param cardinality the estimate
 */
public record AttributeCardinality(Signal signal, AttributeKey key, Cardinality cardinality) {}
