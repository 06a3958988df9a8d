package io.cairn.registry.core.versions;

import com.google.common.collect.Lists;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.RegistryClosedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often known content is registered again, in memory, and hands the counts to the store
 * in batches: with the first sighting after an interval, and when asked to. Exact under concurrency
 * as long as the process lives. Thread-safe.
 */
final class Sightings {
  /** How long counts may stay in memory alone while new ones keep coming. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** What was put back by a failed write is tried again, but not for ever. */
  private static final int ROUNDS = 2;

  /** How many counts are written as one: a change may have to wait for so many. */
  private static final int MAX_PART = 100;

  private static final CommitOutcome NOTHING_TO_DO = new CommitOutcome.Applied(0);

  private final RegistryStore store;
  private final Clock clock;
  private final ConcurrentLinkedQueue<Tally> tallies = new ConcurrentLinkedQueue<>();
  private final Object newTally = new Object();
  private final Lock handingOver = new ReentrantLock();
  private volatile Instant lastWrite;
  private volatile Instant nextWrite;
  private volatile boolean closed;

  /** Completes when everything handed over so far has been answered. */
  private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

  private record Seen(long count, Instant lastAt) {
    static Seen sum(@Nullable Seen some, Seen more) {
      return some == null
          ? more
          : new Seen(
              some.count + more.count,
              some.lastAt.isAfter(more.lastAt) ? some.lastAt : more.lastAt);
    }
  }

  /**
   * What was seen of one version and is not handed over yet. A version keeps its tally once it has
   * been seen, so that a sighting costs no look-up.
   */
  static final class Tally {
    private final VersionRef ref;
    private final AtomicReference<@Nullable Seen> pending = new AtomicReference<>();

    private Tally(VersionRef ref) {
      this.ref = ref;
    }

    private void add(Seen seen) {
      pending.accumulateAndGet(seen, Seen::sum);
    }
  }

  private record Taken(Tally tally, Seen seen) {
    Operation operation() {
      return new Operation.AddSightings(
          tally.ref, seen.count, seen.lastAt.truncatedTo(ChronoUnit.MICROS));
    }
  }

  Sightings(RegistryStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    lastWrite = clock.instant();
    nextWrite = lastWrite;
  }

  void saw(KnownVersion version) {
    if (closed) {
      throw new RegistryClosedException();
    }
    Instant now = clock.instant();
    Tally tally = version.tally();
    (tally == null ? tallyOf(version) : tally).add(new Seen(1, now));
    if (isDue(now) && handingOver.tryLock()) {
      try {
        lastWrite = now;
        nextWrite = now.plus(INTERVAL);
        CompletableFuture<CommitOutcome> unused = handOver();
      } finally {
        handingOver.unlock();
      }
    }
  }

  /** A clock that has been set back does not keep counts waiting until it has caught up. */
  private boolean isDue(Instant now) {
    return !now.isBefore(nextWrite) || now.isBefore(lastWrite);
  }

  /** A tally is found by {@link #take} before anybody counts in it. */
  private Tally tallyOf(KnownVersion version) {
    synchronized (newTally) {
      Tally present = version.tally();
      if (present != null) {
        return present;
      }
      Tally tally = new Tally(version.ref());
      tallies.add(tally);
      version.count(tally);
      return tally;
    }
  }

  /**
   * Makes every count so far durable.
   *
   * @throws CommitOutcomeUnknownException if it cannot be known whether they are; they are not
   *     counted again
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
      if (Transactions.await(own) instanceof CommitOutcome.Unknown unknown) {
        throw new CommitOutcomeUnknownException(
            "The store failed while it wrote how often known content was seen; it may or may not be"
                + " durable.",
            unknown.cause());
      }
      earlier.join();
    }
  }

  /** From now on nothing is counted any more. */
  void close() {
    closed = true;
  }

  /** Only while {@link #handingOver} is held, so that no counts are on their way unseen. */
  private CompletableFuture<CommitOutcome> handOver() {
    CompletableFuture<CommitOutcome> all = CompletableFuture.completedFuture(NOTHING_TO_DO);
    for (List<Taken> part : Lists.partition(take(), MAX_PART)) {
      CompletableFuture<CommitOutcome> own =
          store
              .commit(commit(part))
              .whenComplete(
                  (outcome, failure) -> {
                    if (failure != null) {
                      putBack(part);
                    }
                  });
      all = all.thenCombine(own, Sightings::worse);
    }
    underWay = CompletableFuture.allOf(underWay, all.exceptionally(failure -> NOTHING_TO_DO));
    return all;
  }

  private static CommitOutcome worse(CommitOutcome one, CommitOutcome other) {
    return one instanceof CommitOutcome.Unknown ? one : other;
  }

  private List<Taken> take() {
    List<Taken> batch = new ArrayList<>();
    for (Tally tally : tallies) {
      Seen seen = tally.pending.get() == null ? null : tally.pending.getAndSet(null);
      if (seen != null) {
        batch.add(new Taken(tally, seen));
      }
    }
    return batch;
  }

  private static Commit commit(List<Taken> batch) {
    return Commit.counts(batch.stream().map(Taken::operation).toList());
  }

  private static void putBack(List<Taken> batch) {
    batch.forEach(taken -> taken.tally.add(taken.seen));
  }
}
