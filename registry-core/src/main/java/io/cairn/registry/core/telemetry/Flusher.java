package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.RegistryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Writes what was counted, in commits of bounded size, one after the other. Each counts exactly
 * once: what was refused is kept and written the next time, and a commit of which nobody knows is
 * tried again under a counter that tells whether it has been applied. While something is kept,
 * nothing more is gathered. Thread-safe: one flush at a time.
 */
final class Flusher {
  /** How many operations are committed at once: a change may have to wait for so many. */
  private static final int MAX_PART = 100;

  /** How many rows one operation of expiry removes of each kind, and how often it does at once. */
  private static final int EXPIRY_ROWS = 100;

  private static final int EXPIRY_ROUNDS = 1_000;

  /** Moved by one by every commit of telemetry. */
  private static final StoreKey.OfCounter COMMITS = new StoreKey.OfCounter("telemetry commits");

  private static final long UNKNOWN = -1;

  private final RegistryStore store;
  private final Supplier<Queue<Operation>> gathered;
  private final WindowClock clock;
  private final Object flushing = new Object();
  private Queue<Operation> waiting = new ArrayDeque<>();
  private List<Operation> part = List.of();
  private boolean mayBeApplied;
  private long commits = UNKNOWN;
  private long expired = Long.MIN_VALUE;

  /**
   * A flusher.
   *
   * @param gathered takes out what was counted
   */
  Flusher(RegistryStore store, WindowClock clock, Supplier<Queue<Operation>> gathered) {
    this.store = store;
    this.clock = clock;
    this.gathered = gathered;
  }

  /**
   * Writes what was counted before.
   *
   * @throws RegistryException if the store refuses it; it is kept
   * @throws CommitOutcomeUnknownException if it cannot be known whether the store has it; it is
   *     kept, and will not be counted twice
   */
  void flush() {
    synchronized (flushing) {
      writeWaiting();
      waiting = gathered.get();
      writeWaiting();
      expire();
    }
  }

  private void writeWaiting() {
    while (!part.isEmpty() || !waiting.isEmpty()) {
      if (part.isEmpty()) {
        part = nextPart();
      }
      if (commits == UNKNOWN) {
        commits = store.versions().counter(COMMITS);
      }
      settle(commit(guarded()));
    }
  }

  private List<Operation> nextPart() {
    List<Operation> next = new ArrayList<>(MAX_PART);
    while (next.size() < MAX_PART && !waiting.isEmpty()) {
      next.add(waiting.remove());
    }
    return next;
  }

  private Commit guarded() {
    List<Commit.Guard> once = List.of(new Commit.Guard(COMMITS, 1, commits + 1));
    return new Commit(Map.of(), once, part, Commit.Lane.COUNTS);
  }

  private void settle(CommitOutcome outcome) {
    if (outcome instanceof CommitOutcome.Unknown unknown) {
      mayBeApplied = true;
      throw new CommitOutcomeUnknownException(
          "The store failed while it wrote what was observed; it is tried again, and not counted"
              + " twice.",
          unknown.cause());
    } else if (outcome instanceof CommitOutcome.Conflict conflict) {
      if (conflict.key().equals(COMMITS)) {
        settle(conflict.actual());
      }
    } else {
      commits++;
      written();
    }
  }

  /** The counter has moved: by the commit of which nobody knew, or by another writer. */
  private void settle(long actual) {
    commits = actual;
    if (mayBeApplied) {
      written();
    }
  }

  private void written() {
    part = List.of();
    mayBeApplied = false;
  }

  private CommitOutcome commit(Commit commit) {
    try {
      return store.commit(commit).join();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof RegistryException told) {
        throw told;
      }
      throw refused;
    }
  }

  /** Removes windows that are not kept any more; once in a window. */
  private void expire() {
    long oldest = clock.oldest(clock.millis());
    for (int round = 0; expired < oldest && round < EXPIRY_ROUNDS; round++) {
      if (store.telemetry().oldestWindow() >= oldest) {
        expired = oldest;
      } else {
        Operation expiry =
            new Operation.AddTelemetry(new TelemetryDelta.Expiry(oldest, EXPIRY_ROWS));
        CommitOutcome unused = commit(Commit.counts(List.of(expiry)));
      }
    }
  }
}
