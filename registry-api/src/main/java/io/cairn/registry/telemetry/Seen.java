package io.cairn.registry.telemetry;

import java.time.Instant;

/**
 * How often something was observed, and when. Immutable and thread-safe.
 *
 * @param count how often
 * @param first the earliest time of an observation, in milliseconds
 * @param last the latest time of an observation, in milliseconds
 */
public record Seen(long count, Instant first, Instant last) {}
