package io.cairn.examples.telemetry;

import io.cairn.registry.telemetry.AttributeCardinality;
import io.cairn.registry.telemetry.AttributeWindow;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When an attribute had more than twice as many different values as in any window before.
 *
 * @param window when the window begins
 * @param before the most it had in any window before; 0 if it was not there
 * @param after how many it had in this one
 */
record Jump(Instant window, long before, long after) {
  /** Fewer values are no jump. */
  private static final long MANY = 10;

  /**
   * The first jump of an attribute since the first window of its signal; empty if there is none.
   */
  static Optional<Jump> find(Telemetry telemetry, AttributeCardinality attribute) {
    Instant begin = telemetry.details(attribute.signal()).seen().first();
    long before = 0;
    for (AttributeWindow window :
        telemetry.windows(attribute.signal(), attribute.key(), TimeRange.ALL)) {
      long now = window.cardinality().estimate();
      boolean isFirst = window.start().equals(begin.truncatedTo(ChronoUnit.HOURS));
      if (!isFirst && now >= MANY && now > 2 * before) {
        return Optional.of(new Jump(window.start(), before, now));
      }
      before = Math.max(before, now);
    }
    return Optional.empty();
  }
}
