package io.cairn.registry.telemetry;

/**
 * A value that an aspect of a signal has had. Immutable and thread-safe.
 *
 * @param aspect which aspect
 * @param value the value
 * @param seen how often and when
 */
public record AspectValue(Aspect aspect, String value, Seen seen) {}
