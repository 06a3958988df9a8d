package io.cairn.registry.lineage;

import java.time.Instant;

/**
 * How often data of a subject was used in one window. Immutable and thread-safe.
 *
 * @param start when the window begins
 * @param produced how often it was produced
 * @param consumed how often it was read
 */
public record UsageWindow(Instant start, long produced, long consumed) {}
