package io.cairn.registry.core.counts;

import io.cairn.registry.core.store.TelemetryDelta;
import java.time.Clock;
import java.time.Duration;

/**
 * Says in which window a time is. Windows follow each other without gaps from 1970 on. Times are in
 * milliseconds since 1970. Thread-safe.
 */
public final class WindowClock {
  /** The time of what is from now. */
  public static final long NOW = Long.MIN_VALUE;

  private final Clock clock;
  private final long length;
  private final long retention;

  /**
   * A clock.
   *
   * @param window how long a window is
   * @param retention how long windows are kept
   */
  public WindowClock(Clock clock, Duration window, Duration retention) {
    this.clock = clock;
    length = window.toMillis();
    this.retention = retention.toMillis();
  }

  /** The time now. */
  public long millis() {
    return clock.millis();
  }

  /** A time that is told, or {@link #NOW}; what is more than a window in the future is now. */
  public long bounded(long told, long now) {
    return told == NOW || told > now + length ? now : told;
  }

  /**
   * When the window of a time begins; {@link TelemetryDelta#NO_WINDOW} if it is not kept any more.
   */
  public long windowOf(long time, long now) {
    return time < oldest(now) ? TelemetryDelta.NO_WINDOW : begin(time);
  }

  /** The begin of the first window that is kept. */
  public long oldest(long now) {
    return begin(now - retention);
  }

  /** The begin of the window of a time. */
  public long begin(long time) {
    return Math.floorDiv(time, length) * length;
  }

  /** Whether a time is in the window that begins at another. */
  public boolean isIn(long window, long time) {
    return time >= window && time - window < length;
  }
}
