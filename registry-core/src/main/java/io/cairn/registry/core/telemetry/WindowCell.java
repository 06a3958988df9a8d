package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.cardinality.CardinalitySketch;
import io.cairn.registry.core.cardinality.StoredSketch;
import org.jspecify.annotations.Nullable;

/** What one stripe has seen of a thing in one window. Belongs to the stripe. */
final class WindowCell {
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

  /** Adds a value; true if it is the first one of a new sketch. */
  boolean add(long valueHash) {
    isTouched = true;
    boolean isNew = sketch == null;
    if (sketch == null) {
      sketch = new CardinalitySketch();
    }
    sketch.add(valueHash);
    return isNew;
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
    size = stored.size();
    return stored;
  }

  /** How much memory the values take, in bytes, about. */
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
