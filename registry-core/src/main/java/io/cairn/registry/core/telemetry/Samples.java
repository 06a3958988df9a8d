package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.TelemetryDelta;
import java.util.ArrayList;
import java.util.List;

/** The first different values that a stripe sees of an attribute. Belongs to the stripe. */
final class Samples {
  private final List<String> kept = new ArrayList<>(2);
  private int taken;

  boolean isFull() {
    return kept.size() == TelemetryDelta.MAX_SAMPLES;
  }

  void offer(String value, int maxLength) {
    String sample = Names.cut(value, maxLength);
    if (!isFull() && !kept.contains(sample)) {
      kept.add(sample);
    }
  }

  /** Those that came since this was called last. */
  List<String> takeNew() {
    if (taken == kept.size()) {
      return List.of();
    }
    List<String> fresh = List.copyOf(kept.subList(taken, kept.size()));
    taken = kept.size();
    return fresh;
  }
}
