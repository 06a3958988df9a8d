package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes whatever has come while it was busy as its next batch, and
 * never waits for more: a lone caller's commit starts at once. The queue is bounded; when it stays
 * full, callers are told so.
 */
final class WriterThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
  static final int QUEUE_CAPACITY = 10_000;
  private static final int MAX_BATCH = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Commit NOTHING = new Commit(Map.of(), List.of(), List.of());

  private final GroupCommit target;
  private final BlockingQueue<GroupCommit.Request> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final GroupCommit.Request stop =
      new GroupCommit.Request(NOTHING, new CompletableFuture<>());
  private final ReadWriteLock state = new ReentrantReadWriteLock();
  private final Thread thread;
  private boolean closed;

  /** What has stopped the writer from writing; the writer's own. */
  private @Nullable Throwable broken;

  WriterThread(GroupCommit target, String name) {
    this.target = target;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands a commit over; blocks only while the queue is full. */
  CompletableFuture<CommitOutcome> commit(Commit commit) {
    CompletableFuture<CommitOutcome> promise = new CompletableFuture<>();
    state.readLock().lock();
    try {
      if (closed) {
        promise.completeExceptionally(new RegistryClosedException());
      } else if (!enqueue(new GroupCommit.Request(commit, promise))) {
        promise.completeExceptionally(new OverloadedException(QUEUE_CAPACITY, PATIENCE));
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
    return queue.offer(request) || queue.offer(request, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns when everything handed over before has been answered. */
  void flush() {
    try {
      commit(NOTHING).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RegistryException told) {
        throw told;
      }
      throw failed;
    }
  }

  private void run() {
    List<GroupCommit.Request> batch = new ArrayList<>(MAX_BATCH);
    boolean stopping = false;
    while (!stopping) {
      batch.clear();
      try {
        batch.add(queue.take());
      } catch (InterruptedException nobodyElsesBusiness) {
        continue;
      }
      queue.drainTo(batch, MAX_BATCH - 1);
      stopping = batch.remove(stop);
      if (!batch.isEmpty()) {
        write(batch);
      }
    }
  }

  /** After an error nothing is written any more, but everything is still answered. */
  private void write(List<GroupCommit.Request> batch) {
    if (broken != null) {
      StoreException told =
          new StoreException(
              "Cannot write: the registry's writer has failed before and stopped, by "
                  + broken
                  + ". Nothing was written; close the registry and open it again.",
              broken);
      batch.forEach(request -> request.promise().completeExceptionally(told));
      return;
    }
    try {
      target.write(batch);
    } catch (Throwable failed) {
      broken = failed;
      batch.forEach(request -> request.promise().complete(new CommitOutcome.Unknown(failed)));
      LOG.error("The registry's writer has failed; it refuses everything from now on.", failed);
    }
  }

  /** Answers everything handed over, and ends the thread. */
  @Override
  public void close() {
    boolean first;
    state.writeLock().lock();
    try {
      first = !closed;
      closed = true;
    } finally {
      state.writeLock().unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        if (first) {
          queue.put(stop);
          first = false;
        }
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
