package io.cairn.registry.telemetry;

import io.cairn.registry.Cardinality;
import java.time.Instant;

/**
 * An attribute in one window. Immutable and thread-safe.
 *
 * @param start when the window begins
 * @param seen how often and when it was observed in the window
 * @param cardinality how many different values it had
 */
public record AttributeWindow(Instant start, Seen seen, Cardinality cardinality) {}
