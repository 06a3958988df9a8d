package io.cairn.registry.error;

import java.time.Duration;

/**
 * The store's queue stayed full for as long as the caller was willing to wait. Nothing was written;
 * slow down and repeat.
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

  public Duration waited() {
    return waited;
  }
}
