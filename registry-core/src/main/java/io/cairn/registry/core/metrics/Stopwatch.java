package io.cairn.registry.core.metrics;

import io.cairn.registry.operation.Timing;
import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Adds up how long operations of one kind took. Thread-safe. */
final class Stopwatch {
  private final LongAdder count = new LongAdder();
  private final LongAdder total = new LongAdder();
  private final LongAccumulator max = new LongAccumulator(Math::max, 0);

  void add(long nanos) {
    count.increment();
    total.add(nanos);
    max.accumulate(nanos);
  }

  Timing timing() {
    return new Timing(count.sum(), Duration.ofNanos(total.sum()), Duration.ofNanos(max.get()));
  }
}
