package io.cairn.registry.error;

import java.time.Duration;

/**
 * The store has no room: its queue stayed full for as long as the caller was willing to wait, or
 * its log has reached its bound. Nothing was written; slow down and repeat.
 */
public final class OverloadedException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final Duration waited;

  public OverloadedException(int queued, Duration waited) {
    super(
        "Cannot hand the operation to the store: "
            + queued
            + " operations are queued and none left the queue within "
            + waited
            + ". Repeat later, or write less at once.");
    this.waited = waited;
  }

  private OverloadedException(String message) {
    super(message);
    waited = Duration.ZERO;
  }

  /** The store's write-ahead log has reached its bound, in bytes. */
  public static OverloadedException ofLog(long bytes, long bound) {
    return new OverloadedException(
        "Cannot hand the operation to the store: its write-ahead log has "
            + bytes
            + " bytes, more than its bound of "
            + bound
            + ", because a reader holds on to an old state. End the transactions that other programs"
            + " have open on the file, then repeat.");
  }

  /** How long the caller has waited for room. */
  public Duration waited() {
    return waited;
  }
}
