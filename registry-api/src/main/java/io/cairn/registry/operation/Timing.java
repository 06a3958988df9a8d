package io.cairn.registry.operation;

import java.time.Duration;

/**
 * How long operations of one kind took.
 *
 * @param count how many there were
 * @param total all of them together
 * @param max the longest
 */
public record Timing(long count, Duration total, Duration max) {
  /** There was none. */
  public static final Timing NONE = new Timing(0, Duration.ZERO, Duration.ZERO);
}
