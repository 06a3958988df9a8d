package io.cairn.registry.core.lineage;

import com.google.common.collect.Lists;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands what was counted to the store: with the first report after an interval, and when asked to.
 * Thread-safe.
 */
final class UsageWriter {
  /** How long counts may stay in memory alone while new ones keep coming. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** What was put back by a failed write is tried again, but not for ever. */
  private static final int ROUNDS = 2;

  /** How many deltas are written as one: a change may have to wait for so many. */
  private static final int MAX_PART = 100;

  private static final CommitOutcome NOTHING_TO_DO = new CommitOutcome.Applied(0);

  private final RegistryStore store;
  private final UsageCounter counter;
  private final Lock handingOver = new ReentrantLock();
  private volatile Instant lastWrite;

  /** Completes when everything handed over so far has been answered. */
  private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

  UsageWriter(RegistryStore store, UsageCounter counter, Instant now) {
    this.store = store;
    this.counter = counter;
    lastWrite = now;
  }

  /** Something was counted. Waits for nothing. */
  void counted(Instant now) {
    boolean isDue = !now.isBefore(lastWrite.plus(INTERVAL)) || now.isBefore(lastWrite);
    if (isDue && handingOver.tryLock()) {
      try {
        lastWrite = now;
        CompletableFuture<CommitOutcome> unused = handOver();
      } finally {
        handingOver.unlock();
      }
    }
  }

  /**
   * Makes everything counted so far durable.
   *
   * @throws CommitOutcomeUnknownException if it cannot be known whether it is; it is not counted
   *     again
   */
  void write() {
    for (int round = 0; round < ROUNDS; round++) {
      CompletableFuture<?> earlier;
      CompletableFuture<CommitOutcome> own;
      handingOver.lock();
      try {
        earlier = underWay;
        own = handOver();
      } finally {
        handingOver.unlock();
      }
      if (await(own) instanceof CommitOutcome.Unknown unknown) {
        throw new CommitOutcomeUnknownException(
            "The store failed while it wrote who uses what; it may or may not be durable.",
            unknown.cause());
      }
      earlier.join();
    }
  }

  /** Only while {@link #handingOver} is held, so that no counts are on their way unseen. */
  private CompletableFuture<CommitOutcome> handOver() {
    CompletableFuture<CommitOutcome> all = CompletableFuture.completedFuture(NOTHING_TO_DO);
    for (List<UsageDelta> part : Lists.partition(counter.take(), MAX_PART)) {
      CompletableFuture<CommitOutcome> own =
          store
              .commit(Commit.counts(part.stream().map(Operation.AddUsage::new).toList()))
              .whenComplete(
                  (outcome, failure) -> {
                    if (failure != null) {
                      counter.putBack(part);
                    }
                  });
      all = all.thenCombine(own, UsageWriter::worse);
    }
    underWay = CompletableFuture.allOf(underWay, all.exceptionally(failure -> NOTHING_TO_DO));
    return all;
  }

  private static CommitOutcome worse(CommitOutcome one, CommitOutcome other) {
    return one instanceof CommitOutcome.Unknown ? one : other;
  }

  private static CommitOutcome await(CompletableFuture<CommitOutcome> answer) {
    try {
      return answer.join();
    } catch (CompletionException | CancellationException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      if (cause instanceof RegistryException known) {
        throw known;
      }
      throw new StoreException("The store failed; nothing was written: " + cause, cause);
    }
  }
}
