package io.cairn.registry.core.counts;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes operations in commits of bounded size, one after the other, each operation exactly once:
 * what was refused is kept and written the next time, and a commit of which nobody knows is tried
 * again under a counter that tells whether it has been applied. An operation that is refused while
 * the store takes others is set aside, so that it holds up nothing else. Not thread-safe.
 */
final class OnceWriter {
  private static final Logger LOG = LoggerFactory.getLogger(OnceWriter.class);

  /** How many operations are committed at once: a change may have to wait for so many. */
  private static final int MAX_PART = 250;

  /** How many operations are kept that the store refuses while it takes others. */
  static final int MAX_SET_ASIDE = 100;

  /** Moved by one by every commit. */
  private static final StoreKey.OfCounter COMMITS = new StoreKey.OfCounter("counts committed");

  private static final long UNKNOWN = -1;

  private final RegistryStore store;
  private final Deque<Operation> waiting = new ArrayDeque<>();
  private final Queue<Operation> setAside = new ArrayDeque<>();
  private @Nullable StoreException refusal;

  private List<Operation> part = List.of();
  private boolean mayBeApplied;
  private boolean wasRefused;

  /** How many operations are still looked at one by one. */
  private int suspects;

  private long commits = UNKNOWN;

  OnceWriter(RegistryStore store) {
    this.store = store;
  }

  /** Takes operations over; {@link #write} writes them. */
  void add(Collection<Operation> operations) {
    waiting.addAll(operations);
  }

  /**
   * Writes everything but what was set aside.
   *
   * @throws RegistryException if the store refuses it; it is kept
   * @throws CommitOutcomeUnknownException if it cannot be known whether the store has it; it is
   *     kept, and will not be counted twice
   */
  void write() {
    while (!part.isEmpty() || !waiting.isEmpty()) {
      if (part.isEmpty()) {
        part = nextPart();
      }
      writePart();
    }
  }

  /** Tries again to write what was set aside. */
  void writeSetAside() {
    for (int left = setAside.size(); left > 0; left--) {
      part = List.of(setAside.remove());
      try {
        while (!part.isEmpty()) {
          settle(commit(part));
        }
      } catch (StoreException again) {
        setAside(again);
      }
    }
    if (setAside.isEmpty()) {
      refusal = null;
    }
  }

  /** Writes an operation that may be repeated. */
  void writeRepeatable(Operation operation) {
    CommitOutcome unused = commit(Commit.counts(List.of(operation)));
  }

  /**
   * Returns if nothing is set aside.
   *
   * @throws StoreException which says why something is
   */
  void requireNothingSetAside() {
    if (refusal != null) {
      throw new StoreException(
          setAside.size()
              + " of the things that were counted cannot be written, though others can; they are"
              + " kept in memory and tried again. "
              + refusal.getMessage(),
          refusal);
    }
  }

  private List<Operation> nextPart() {
    int most = suspects > 0 ? 1 : MAX_PART;
    suspects = Math.max(0, suspects - 1);
    List<Operation> next = new ArrayList<>(most);
    while (next.size() < most && !waiting.isEmpty()) {
      next.add(waiting.remove());
    }
    return next;
  }

  /**
   * What is refused for the first time is kept as it is: most often the store is in trouble. What
   * is refused again, or while something is set aside, is looked at one by one.
   */
  private void writePart() {
    try {
      settle(commit(part));
    } catch (StoreException refused) {
      if (mayBeApplied) {
        findOut();
      } else if (!wasRefused && refusal == null) {
        wasRefused = true;
        throw refused;
      } else if (part.size() > 1) {
        takeApart();
      } else if (takesOthers()) {
        setAside(refused);
      } else {
        throw refused;
      }
    }
  }

  /** Whether it has been applied is known when the store has taken a look at it again. */
  private void findOut() {
    long found = store.versions().counter(COMMITS);
    mayBeApplied = false;
    if (found != commits) {
      commits = found;
      written();
    }
  }

  private void takeApart() {
    suspects = part.size();
    for (int i = part.size() - 1; i >= 0; i--) {
      waiting.addFirst(part.get(i));
    }
    part = List.of();
  }

  /** Whether the store writes anything at all. */
  private boolean takesOthers() {
    CommitOutcome outcome = commit(List.of());
    if (outcome instanceof CommitOutcome.Applied) {
      commits++;
      return true;
    }
    commits = UNKNOWN;
    return false;
  }

  private void setAside(StoreException refused) {
    if (refusal == null) {
      LOG.warn("Something that was counted cannot be written: {}", part, refused);
    }
    refusal = refused;
    setAside.addAll(part);
    written();
    if (setAside.size() > MAX_SET_ASIDE) {
      LOG.warn("Something that was counted is given up: {}", setAside.remove());
    }
  }

  private CommitOutcome commit(List<Operation> operations) {
    if (commits == UNKNOWN) {
      commits = store.versions().counter(COMMITS);
    }
    List<Commit.Guard> once = List.of(new Commit.Guard(COMMITS, 1, commits + 1));
    return commit(new Commit(Map.of(), once, operations, Commit.Lane.COUNTS));
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

  private void settle(CommitOutcome outcome) {
    if (outcome instanceof CommitOutcome.Unknown unknown) {
      mayBeApplied = true;
      throw new CommitOutcomeUnknownException(
          "The store failed while it wrote what was counted; it is tried again, and not counted"
              + " twice.",
          unknown.cause());
    } else if (outcome instanceof CommitOutcome.Conflict conflict) {
      settle(conflict);
    } else {
      commits++;
      written();
    }
  }

  /**
   * Somebody else may have moved the counter: then the commit was not applied, and is repeated. A
   * conflict about anything else says nothing of a commit of which nobody knows.
   */
  private void settle(CommitOutcome.Conflict conflict) {
    if (conflict.key().equals(COMMITS)) {
      commits = UNKNOWN;
      if (mayBeApplied) {
        written();
      }
    }
  }

  private void written() {
    part = List.of();
    mayBeApplied = false;
    wasRefused = suspects > 0;
  }
}
