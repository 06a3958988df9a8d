package io.cairn.registry.core.turns;

import com.google.common.util.concurrent.Uninterruptibles;
import io.cairn.registry.error.RegistryClosedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something again and again, and when asked to, until it is closed. A turn that fails is tried
 * again when the next one comes. A daemon thread of its own; thread-safe.
 */
public final class RepeatedTurn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedTurn.class);

  private final Work work;
  private final Duration interval;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;
  private volatile boolean isClosed;
  private volatile String failure = "";

  /**
   * What is done in each turn.
   *
   * @param name the thread's name
   * @param turn throws if it fails; what is closed has nothing to do any more
   * @param trouble says, for people, what it means that turns fail; {@code {}} is the interval
   * @param recovery says what it means that one succeeds again
   */
  public record Work(String name, Runnable turn, String trouble, String recovery) {}

  /** Starts it; the first turn is one interval from now. */
  public RepeatedTurn(Work work, Duration interval) {
    this.work = work;
    this.interval = interval;
    thread = new Thread(this::run, work.name());
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets the next turn come at once. Waits for nothing. */
  public void ask() {
    asked.release();
  }

  /** Why the last turn failed, for people; empty if it did not. */
  public String failure() {
    return failure;
  }

  private void run() {
    while (!isClosed) {
      awaitTurn();
      if (!isClosed) {
        take();
      }
    }
  }

  /** Only what a turn calls can interrupt this thread; that only shortens the interval. */
  private void awaitTurn() {
    try {
      if (asked.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        int unused = asked.drainPermits();
      }
    } catch (InterruptedException interrupted) {
      LOG.debug("Interrupted; the next turn of {} comes now.", work.name());
    }
  }

  private void take() {
    try {
      work.turn().run();
      if (!failure.isEmpty()) {
        LOG.info(work.recovery());
      }
      failure = "";
    } catch (RegistryClosedException closed) {
      // Nothing is left to do.
    } catch (RuntimeException | Error failed) {
      if (failure.isEmpty()) {
        LOG.warn(work.trouble(), interval, failed);
      }
      failure = String.valueOf(failed.getMessage());
    }
  }

  /** Returns when the thread has ended, unless that thread itself calls. */
  @Override
  public void close() {
    isClosed = true;
    asked.release();
    if (thread != Thread.currentThread()) {
      Uninterruptibles.joinUninterruptibly(thread);
    }
  }
}
