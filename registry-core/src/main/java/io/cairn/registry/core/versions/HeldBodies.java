package io.cairn.registry.core.versions;

import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.operation.Counter;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Bounds the memory of bodies: where there is too much, those go that nobody looked at for the
 * longest time, about (each look gives a body a second chance). Looking takes no part in it and no
 * lock. Thread-safe.
 */
final class HeldBodies {
  private final long maxBytes;
  private final Recorder recorder;
  private final Object lock = new Object();
  private final Queue<KnownVersion> oldestFirst = new ArrayDeque<>();
  private long bytes;

  HeldBodies(long maxBytes, Recorder recorder) {
    this.maxBytes = maxBytes;
    this.recorder = recorder;
  }

  /** Whether there is no room for any body. */
  boolean isOff() {
    return maxBytes == 0;
  }

  /** Holds a version's body, once for each time it was read or made, as long as there is room. */
  void hold(KnownVersion version, KnownVersion.Loaded body) {
    synchronized (lock) {
      version.hold(body);
      oldestFirst.add(version);
      bytes += body.estimatedBytes();
      int chances = oldestFirst.size();
      while (bytes > maxBytes && !oldestFirst.isEmpty()) {
        KnownVersion oldest = oldestFirst.remove();
        KnownVersion.Loaded held = oldest.present();
        if (held == null) {
          continue;
        }
        if (held.takeUsed() && chances-- > 0) {
          oldestFirst.add(oldest);
        } else {
          oldest.hold(null);
          bytes -= held.estimatedBytes();
          recorder.count(Counter.BODY_EVICTIONS, 1);
        }
      }
    }
  }
}
