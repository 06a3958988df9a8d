package io.cairn.registry.telemetry;

import io.cairn.registry.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;

/**
 * The windows that begin at {@code from} or later and before {@code to}; so ranges that follow each
 * other share none. Immutable and thread-safe.
 *
 * @param from the earliest begin
 * @param to the first begin that is too late; after {@code from}
 */
public record TimeRange(Instant from, Instant to) {
  /** Everything that is kept. */
  public static final TimeRange ALL = new TimeRange(Instant.EPOCH, Instant.ofEpochSecond(1L << 40));

  /**
   * @throws InvalidInputException if it ends before it begins, or is empty
   */
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new InvalidInputException(
          "The time from " + from + " to " + to + " is empty; give a later end.");
    }
  }

  /** The time up to an instant. */
  public static TimeRange before(Instant end, Duration length) {
    return new TimeRange(end.minus(length), end);
  }

  /** Everything from an instant on. */
  public static TimeRange since(Instant from) {
    return new TimeRange(from, ALL.to);
  }
}
