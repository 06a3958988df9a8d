package io.cairn.registry.sqlite;

import io.cairn.registry.operation.StoreStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When the writer wrote last, and how long it took. Written by the writer, read by anybody. */
final class BatchTimes {
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile StoreStatus.@Nullable Batch last;

  /**
   * Times of a new writer.
   *
   * @param nanos tells elapsed time, as {@link System#nanoTime} does
   */
  BatchTimes(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Elapsed time in nanoseconds, from no particular moment. */
  long nanos() {
    return nanos.getAsLong();
  }

  /** A batch is committed, in which so many commits were applied. */
  void wrote(int commits, long beganNanos) {
    if (commits > 0) {
      Duration took = Duration.ofNanos(nanos() - beganNanos);
      last = new StoreStatus.Batch(commits, clock.instant(), took);
    }
  }

  /** The last batch in which anything was applied; null if there was none. */
  StoreStatus.@Nullable Batch last() {
    return last;
  }
}
