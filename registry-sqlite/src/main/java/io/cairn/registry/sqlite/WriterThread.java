package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes whatever has come while it was busy as its next batch, and
 * never waits for more: a lone caller's commit starts at once.
 *
 * <p>There are two lanes. All changes that wait go into one batch; then comes a bounded slice of
 * counts, so that neither lane starves the other and a change waits for one slice at most. Both
 * queues are bounded: a change waits for room, and is told if there is none for long; counts are
 * told at once.
 */
final class WriterThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
  private static final int MAX_BATCH = 1_000;

  private final GroupCommit target;
  private final WriterLimits limits;
  private final BlockingQueue<GroupCommit.Request> changes;
  private final BlockingQueue<GroupCommit.Request> counts;
  private final ReadWriteLock state = new ReentrantReadWriteLock();
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean idle;

  /** What has stopped the writer from writing; set by the writer alone. */
  private volatile @Nullable Throwable broken;

  WriterThread(GroupCommit target, WriterLimits limits, String name) {
    this.target = target;
    this.limits = limits;
    changes = new ArrayBlockingQueue<>(limits.waitingCommits());
    counts = new ArrayBlockingQueue<>(limits.waitingCommits());
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands a commit over; blocks only a change, and only while its lane is full. */
  CompletableFuture<CommitOutcome> commit(Commit commit) {
    return submit(new GroupCommit.Request(commit, new CompletableFuture<>()));
  }

  private CompletableFuture<CommitOutcome> submit(GroupCommit.Request request) {
    CompletableFuture<CommitOutcome> promise = request.promise();
    boolean isChange = request.commit().lane() == Commit.Lane.CHANGES;
    state.readLock().lock();
    try {
      if (closed) {
        promise.completeExceptionally(new RegistryClosedException());
      } else if (isChange ? !enqueue(request) : !counts.offer(request)) {
        Duration waited = isChange ? limits.patience() : Duration.ZERO;
        promise.completeExceptionally(new OverloadedException(limits.waitingCommits(), waited));
      } else {
        wake();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      promise.completeExceptionally(
          new StoreException(
              "Interrupted while waiting for a place in the queue; nothing was written.",
              interrupted));
    } finally {
      state.readLock().unlock();
    }
    return promise;
  }

  /** Only a caller who has to wait may be interrupted. */
  private boolean enqueue(GroupCommit.Request request) throws InterruptedException {
    return changes.offer(request)
        || changes.offer(request, limits.patience().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void wake() {
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  /** Returns when everything handed over before has been answered, and survives a loss of power. */
  void flush() {
    CompletableFuture<CommitOutcome> sent = submit(GroupCommit.Request.lastOf(Commit.Lane.COUNTS));
    await(submit(GroupCommit.Request.lastOf(Commit.Lane.CHANGES)));
    await(sent);
  }

  private static void await(CompletableFuture<CommitOutcome> answer) {
    try {
      if (answer.join() instanceof CommitOutcome.Unknown unknown) {
        throw new StoreException(
            "The registry's file could not be flushed; what was written last may not survive a loss"
                + " of power.",
            unknown.cause());
      }
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RegistryException told) {
        throw told;
      }
      throw failed;
    }
  }

  /** How many commits of a lane wait. */
  int waiting(Commit.Lane lane) {
    return lane == Commit.Lane.CHANGES ? changes.size() : counts.size();
  }

  /** What has stopped the writer from writing; null while it works. */
  @Nullable Throwable failure() {
    return broken;
  }

  boolean isClosed() {
    return closed;
  }

  private void run() {
    List<GroupCommit.Request> batch = new ArrayList<>(MAX_BATCH);
    while (awaitWork()) {
      changes.drainTo(batch, MAX_BATCH);
      write(batch);
      takeSlice(batch);
      write(batch);
      syncIfDue();
    }
    syncNow();
  }

  /** Waits for something to do; false when there is nothing left and never will be. */
  private boolean awaitWork() {
    while (changes.isEmpty() && counts.isEmpty()) {
      if (closed) {
        return false;
      }
      idle = true;
      if (changes.isEmpty() && counts.isEmpty() && !closed) {
        long due = target.nanosToSync();
        if (due == GroupCommit.NOTHING_TO_SYNC) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, due);
        }
      }
      idle = false;
      boolean unused = Thread.interrupted();
      syncIfDue();
    }
    return true;
  }

  private void takeSlice(List<GroupCommit.Request> batch) {
    int operations = 0;
    while (operations < limits.sliceOperations() && batch.size() < MAX_BATCH) {
      GroupCommit.Request next = counts.poll();
      if (next == null) {
        return;
      }
      operations += next.commit().operations().size();
      batch.add(next);
    }
  }

  /** After an error nothing is written any more, but everything is still answered. */
  private void write(List<GroupCommit.Request> batch) {
    if (batch.isEmpty()) {
      return;
    }
    if (broken != null) {
      StoreException told =
          new StoreException(
              "Cannot write: the registry's writer has failed before and stopped, by "
                  + broken
                  + ". Nothing was written; close the registry and open it again.",
              broken);
      batch.forEach(request -> request.promise().completeExceptionally(told));
    } else {
      try {
        target.write(batch);
      } catch (Throwable failed) {
        stop(failed);
        batch.forEach(request -> request.promise().complete(new CommitOutcome.Unknown(failed)));
      }
    }
    batch.clear();
  }

  private void syncIfDue() {
    if (target.nanosToSync() == 0) {
      syncNow();
    }
  }

  private void syncNow() {
    if (broken == null) {
      try {
        target.sync();
      } catch (SQLException failed) {
        LOG.warn("The registry's file could not be flushed; it is tried again.", failed);
      } catch (Throwable failed) {
        stop(failed);
      }
    }
  }

  private void stop(Throwable failed) {
    broken = failed;
    LOG.error("The registry's writer has failed; it refuses everything from now on.", failed);
  }

  /** Answers everything handed over, and ends the thread. */
  @Override
  public void close() {
    state.writeLock().lock();
    try {
      closed = true;
    } finally {
      state.writeLock().unlock();
    }
    LockSupport.unpark(thread);
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
