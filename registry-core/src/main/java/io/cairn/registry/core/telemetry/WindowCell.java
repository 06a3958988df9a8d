package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.cardinality.CardinalitySketch;
import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.counts.Counts;
import org.jspecify.annotations.Nullable;

/** What one stripe has seen of a thing in one window. Belongs to the stripe. */
final class WindowCell {
  private static final int BYTES_A_SKETCH = 300;
  private static final int BYTES_A_VALUE = 8;
  private static final int MAX_BYTES = 4_400;

  final long window;
  final Counts counts = new Counts();
  int types;
  private @Nullable CardinalitySketch sketch;
  private boolean isTouched;
  private long sentFingerprint;
  private int size;

  WindowCell(long window) {
    this.window = window;
  }

  /** Adds a value; says how much memory that takes at most, in bytes. */
  int add(long valueHash) {
    isTouched = true;
    int before = size;
    if (sketch == null) {
      sketch = new CardinalitySketch();
      size = BYTES_A_SKETCH;
    }
    sketch.add(valueHash);
    size = Math.min(MAX_BYTES, size + BYTES_A_VALUE);
    return size - before;
  }

  boolean hasNewValues() {
    return isTouched;
  }

  /** The values as they are now, if there are others than when this was called last. */
  @Nullable StoredSketch takeNewValues() {
    if (!isTouched || sketch == null) {
      return null;
    }
    isTouched = false;
    StoredSketch stored = sketch.stored();
    long fingerprint = stored.fingerprint();
    if (fingerprint == sentFingerprint) {
      return null;
    }
    sentFingerprint = fingerprint;
    return stored;
  }

  /** How much memory the values take at most, in bytes, about. */
  int size() {
    return size;
  }

  /** Forgets the values; what was taken is in good hands. */
  void dropValues() {
    if (!isTouched) {
      sketch = null;
      sentFingerprint = 0;
      size = 0;
    }
  }
}
