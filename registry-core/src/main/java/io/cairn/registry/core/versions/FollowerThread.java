package io.cairn.registry.core.versions;

import io.cairn.registry.error.RegistryClosedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catches up with what others write, again and again, until it is closed: whatever was committed is
 * known after one interval and the time that reading it takes. A daemon thread of its own.
 */
public final class FollowerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowerThread.class);

  private final VersionServices versions;
  private final Duration interval;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile String failure = "";

  /** Starts it; the first turn is one interval from now. */
  public FollowerThread(VersionServices versions, Duration interval) {
    this.versions = versions;
    this.interval = interval;
    thread = new Thread(this::run, "cairn-follower");
    thread.setDaemon(true);
    thread.start();
  }

  /** Why the last turn failed, for people; empty if it did not. */
  public String failure() {
    return failure;
  }

  private void run() {
    while (!awaitClosing()) {
      follow();
    }
  }

  /** Nobody but a listener on this thread can interrupt it; that only shortens the interval. */
  private boolean awaitClosing() {
    try {
      return closing.await(interval.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      return false;
    }
  }

  private void follow() {
    try {
      versions.catchUp();
      if (!failure.isEmpty()) {
        LOG.info("What others write to the registry is followed again.");
      }
      failure = "";
    } catch (RegistryClosedException closed) {
      // Nothing is left to follow.
    } catch (RuntimeException | Error failed) {
      if (failure.isEmpty()) {
        LOG.warn(
            "What others write to the registry cannot be followed, so that look-ups may be out of"
                + " date; it is tried again every {}.",
            interval,
            failed);
      }
      failure = String.valueOf(failed.getMessage());
    }
  }

  /** Returns when the thread has ended, unless that thread itself calls. */
  @Override
  public void close() {
    closing.countDown();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
