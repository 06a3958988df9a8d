package io.cairn.registry.telemetry;

/**
 * A signal, and how often it was observed. Immutable and thread-safe.
 *
 * @param signal which one
 * @param seen how often and when: if a service was asked for, by that service
 */
public record SignalSummary(Signal signal, Seen seen) {}
