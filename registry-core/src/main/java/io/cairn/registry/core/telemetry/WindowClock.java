package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.TelemetryDelta;
import java.time.Clock;
import java.time.Duration;

/** Says in which window a time is. Times are in milliseconds since 1970. Thread-safe. */
final class WindowClock {
  private final Clock clock;
  private final long length;
  private final long retention;

  WindowClock(Clock clock, Duration window, Duration retention) {
    this.clock = clock;
    length = window.toMillis();
    this.retention = retention.toMillis();
  }

  long millis() {
    return clock.millis();
  }

  /** A time that is told, or now; what is more than a window in the future is now. */
  long bounded(long told, long now) {
    return told == Recording.NOW || told > now + length ? now : told;
  }

  /** When the window of a time begins; windows that are not kept any more are none. */
  long windowOf(long time, long now) {
    return time < oldest(now) ? TelemetryDelta.NO_WINDOW : begin(time);
  }

  /** The begin of the first window that is kept. */
  long oldest(long now) {
    return begin(now - retention);
  }

  /** The begin of the window of a time. */
  long begin(long time) {
    return Math.floorDiv(time, length) * length;
  }

  /** Whether a time is in the window that begins at another. */
  boolean isIn(long window, long time) {
    return time >= window && time - window < length;
  }
}
