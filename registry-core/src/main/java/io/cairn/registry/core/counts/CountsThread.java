package io.cairn.registry.core.counts;

import io.cairn.registry.error.RegistryClosedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flushes again and again, and when asked to. A daemon thread of its own. */
final class CountsThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CountsThread.class);

  private final Runnable flush;
  private final Duration interval;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile String failure = "";

  /** Starts it; the first turn is one interval from now. */
  CountsThread(Runnable flush, Duration interval) {
    this.flush = flush;
    this.interval = interval;
    thread = new Thread(this::run, "cairn-counts");
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets the next turn come at once. */
  void ask() {
    asked.release();
  }

  /** Why the last turn failed, for people; empty if it did not. */
  String failure() {
    return failure;
  }

  private void run() {
    while (!isClosed) {
      awaitTurn();
      if (!isClosed) {
        flush();
      }
    }
  }

  /** Nobody else has this thread; if somebody interrupts it, that only shortens the interval. */
  private void awaitTurn() {
    try {
      if (asked.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        int unused = asked.drainPermits();
      }
    } catch (InterruptedException interrupted) {
      LOG.debug("Interrupted; what was counted is written now.");
    }
  }

  private void flush() {
    try {
      flush.run();
      if (!failure.isEmpty()) {
        LOG.info("What is counted is written again.");
      }
      failure = "";
    } catch (RegistryClosedException closed) {
      // Nothing is left to write to.
    } catch (RuntimeException | Error failed) {
      if (failure.isEmpty()) {
        LOG.warn(
            "What is counted cannot be written; it is kept in memory and tried again every {}.",
            interval,
            failed);
      }
      failure = String.valueOf(failed.getMessage());
    }
  }

  /** Returns when the thread has ended. */
  @Override
  public void close() {
    isClosed = true;
    asked.release();
    boolean interrupted = false;
    while (thread.isAlive()) {
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
