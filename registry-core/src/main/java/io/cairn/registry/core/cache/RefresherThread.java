package io.cairn.registry.core.cache;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One daemon thread that is there while there is something to refresh. What does not find a place
 * in its queue is refused.
 */
public final class RefresherThread implements Executor, AutoCloseable {
  private static final int MAX_WAITING = 1_000;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor thread;

  /** A refresher that has nothing to do yet, and no thread. */
  public RefresherThread() {
    thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            RefresherThread::daemon);
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work) {
    Thread daemon = new Thread(work, "cairn-refresher");
    daemon.setDaemon(true);
    return daemon;
  }

  /**
   * Runs it when it is its turn.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too much waits
   */
  @Override
  public void execute(Runnable work) {
    thread.execute(work);
  }

  /** Interrupts what is running, and runs what waits, so that nobody waits for it for ever. */
  @Override
  public void close() {
    thread.shutdownNow().forEach(Runnable::run);
  }
}
