package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.TelemetryDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * The first different values that a stripe sees of an attribute, until they are taken; then it
 * knows them by their hash codes alone. Belongs to the stripe.
 */
final class Samples {
  private final int[] known = new int[TelemetryDelta.MAX_SAMPLES];
  private int size;
  private List<String> fresh = List.of();

  boolean isFull() {
    return size == TelemetryDelta.MAX_SAMPLES;
  }

  void offer(String value, int maxLength) {
    String sample = Names.cut(value, maxLength);
    int hash = sample.hashCode();
    for (int i = 0; i < size; i++) {
      if (known[i] == hash) {
        return;
      }
    }
    known[size++] = hash;
    if (fresh.isEmpty()) {
      fresh = new ArrayList<>(2);
    }
    fresh.add(sample);
  }

  /** Those that came since this was called last. */
  List<String> takeNew() {
    List<String> taken = fresh;
    fresh = List.of();
    return taken;
  }
}
