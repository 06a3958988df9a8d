package io.cairn.registry.core.metrics;

import io.cairn.registry.SubjectListener;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.operation.SlowOperation;
import io.cairn.registry.operation.SlowOperationListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to know of operations that took how long. Thread-safe. */
final class SlowOperations {
  private static final Logger LOG = LoggerFactory.getLogger(SlowOperations.class);

  private final List<Subscribed> all = new CopyOnWriteArrayList<>();

  /** One subscription; the same listener may have several. */
  private final class Subscribed implements SubjectListener.Subscription {
    private final Duration threshold;
    private final SlowOperationListener listener;

    Subscribed(Duration threshold, SlowOperationListener listener) {
      this.threshold = threshold;
      this.listener = listener;
    }

    @Override
    public void close() {
      all.remove(this);
    }
  }

  SubjectListener.Subscription add(Duration threshold, SlowOperationListener listener) {
    if (threshold.isNegative() || threshold.isZero()) {
      throw new InvalidInputException(
          "Operations cannot be slow from " + threshold + " on; it must be more than zero.");
    }
    Subscribed subscribed = new Subscribed(threshold, listener);
    all.add(subscribed);
    return subscribed;
  }

  void tell(OperationKind kind, Supplier<String> target, long nanos) {
    if (all.isEmpty()) {
      return;
    }
    Duration took = Duration.ofNanos(nanos);
    for (Subscribed subscribed : all) {
      if (took.compareTo(subscribed.threshold) >= 0) {
        tell(subscribed.listener, new SlowOperation(kind, target.get(), took));
      }
    }
  }

  private static void tell(SlowOperationListener listener, SlowOperation slow) {
    try {
      listener.on(slow);
    } catch (RuntimeException | Error thrown) {
      LOG.warn("A listener threw on {}; the operation itself is done.", slow, thrown);
    }
  }
}
