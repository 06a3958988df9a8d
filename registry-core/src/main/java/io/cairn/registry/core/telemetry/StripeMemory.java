package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.cardinality.ValueHasher;

/** How much a stripe may remember, and what it needs to look at values. Belongs to the stripe. */
final class StripeMemory {
  /** So many new rows are a second's work: one need not wait for the interval to begin with it. */
  private static final int MANY_NEW = 8_192;

  private final ValueHasher hasher = ValueHasher.create();
  private final int maxSampleLength;
  private final long maxBytes;
  private final int maxWindows;
  private long bytes;
  private int windows;
  private int newlyMet;

  StripeMemory(TelemetryOptions options, int stripes) {
    maxSampleLength = options.redaction() == Redaction.ALL ? 0 : options.maxSampleLength();
    maxBytes = Math.max(1, options.maxSketchBytes() / stripes);
    maxWindows = options.maxAttributes();
  }

  ValueHasher hasher() {
    return hasher;
  }

  boolean wantsSamples() {
    return maxSampleLength > 0;
  }

  int maxSampleLength() {
    return maxSampleLength;
  }

  /** Whether there is so much that it should be handed over soon. */
  boolean isFilling() {
    return bytes > maxBytes || windows > maxWindows / 2 || newlyMet > MANY_NEW;
  }

  /** Whether values may be told apart at all; they are counted even if not. */
  boolean hasRoomForValues() {
    return bytes < 2 * maxBytes;
  }

  /** Whether one may look at other windows than the current one. */
  boolean hasRoomForWindows() {
    return windows < maxWindows;
  }

  void added(int more) {
    bytes += more;
  }

  /** Something is observed that was not observed before. */
  void met() {
    newlyMet++;
  }

  void addedWindow() {
    windows++;
  }

  /** Says how much there is after everything was handed over. */
  void reset(long itsBytes) {
    bytes = itsBytes;
    windows = 0;
    newlyMet = 0;
  }

  boolean isOver() {
    return bytes > maxBytes;
  }
}
