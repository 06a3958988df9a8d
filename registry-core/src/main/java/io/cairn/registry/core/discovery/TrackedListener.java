package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.DiscoveryListener;
import org.jspecify.annotations.Nullable;

/** Remembers what the caller's own listener threw, to tell it from a provider's failure. */
final class TrackedListener implements DiscoveryListener {
  private final DiscoveryListener listener;
  private volatile @Nullable RuntimeException own;

  TrackedListener(DiscoveryListener listener) {
    this.listener = listener;
  }

  @Override
  public void progress(Progress progress) {
    try {
      listener.progress(progress);
    } catch (RuntimeException e) {
      own = e;
      throw e;
    }
  }

  /** Throws what the listener threw, if this is it or was caused by it. */
  void rethrowOwn(Throwable failure) {
    RuntimeException thrown = own;
    for (Throwable cause = failure; cause != null && thrown != null; cause = cause.getCause()) {
      if (cause.equals(thrown)) {
        throw thrown;
      }
    }
  }
}
