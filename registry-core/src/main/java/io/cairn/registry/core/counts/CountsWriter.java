package io.cairn.registry.core.counts;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.turns.RepeatedTurn;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what sources have counted, in commits of bounded size, one after the other, from the first
 * {@link #start} on. Each operation counts exactly once: what was refused is kept and written the
 * next time, and a commit of which nobody knows is tried again under a counter that tells whether
 * it has been applied. While something is kept, nothing more is taken. Thread-safe: one flush at a
 * time.
 */
public final class CountsWriter implements AutoCloseable {
  /** How many operations are committed at once: a change may have to wait for so many. */
  private static final int MAX_PART = 250;

  /** Moved by one by every commit. */
  private static final StoreKey.OfCounter COMMITS = new StoreKey.OfCounter("counts committed");

  private static final long UNKNOWN = -1;

  private final RegistryStore store;
  private final Duration interval;
  private final List<CountsSource> sources = new CopyOnWriteArrayList<>();
  private final Object starting = new Object();
  private volatile @Nullable RepeatedTurn thread;
  private boolean isClosed;

  private final Object flushing = new Object();
  private final Queue<Operation> waiting = new ArrayDeque<>();
  private List<Operation> part = List.of();
  private boolean mayBeApplied;
  private long commits = UNKNOWN;

  /**
   * A writer that has not started yet.
   *
   * @param interval how long counts are in memory alone
   */
  public CountsWriter(RegistryStore store, Duration interval) {
    this.store = store;
    this.interval = interval;
  }

  /** Writes what a source counts, too. */
  public void add(CountsSource source) {
    sources.add(source);
  }

  /**
   * Writes by interval from now on, if it does not already.
   *
   * @throws RegistryClosedException if it was closed
   * @throws io.cairn.registry.error.ReadOnlyException if the store is never written to
   */
  public void start() {
    if (thread == null) {
      synchronized (starting) {
        if (isClosed) {
          throw new RegistryClosedException();
        }
        if (thread == null) {
          store.requireWritable();
          thread = new RepeatedTurn(work(), interval);
        }
      }
    }
  }

  private RepeatedTurn.Work work() {
    return new RepeatedTurn.Work(
        "cairn-counts",
        this::flush,
        "What is counted cannot be written; it is kept in memory and tried again every {}.",
        "What is counted is written again.");
  }

  /** Lets the next turn come at once. Waits for nothing. */
  public void ask() {
    RepeatedTurn started = thread;
    if (started != null) {
      started.ask();
    }
  }

  /** Why nothing could be written the last time, for people; empty if it could. */
  public String failure() {
    RepeatedTurn started = thread;
    return started == null ? "" : started.failure();
  }

  /**
   * Writes what was counted before; nothing if nobody has started to count.
   *
   * @throws RegistryException if the store refuses it; it is kept
   * @throws CommitOutcomeUnknownException if it cannot be known whether the store has it; it is
   *     kept, and will not be counted twice
   */
  public void flush() {
    if (thread == null) {
      return;
    }
    synchronized (flushing) {
      writeWaiting();
      sources.forEach(source -> waiting.addAll(source.take()));
      writeWaiting();
      sources.forEach(source -> source.tidy(this::write));
    }
  }

  /**
   * Reads something between two flushes: what one of them writes is there wholly or not at all,
   * unless it failed in the middle. Waits for a flush under way.
   */
  public <T> T between(Supplier<T> reading) {
    synchronized (flushing) {
      return reading.get();
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
  }

  private void write(Operation operation) {
    CommitOutcome unused = commit(Commit.counts(List.of(operation)));
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

  /** Writes what was counted before, and ends; sources must not count any more. */
  @Override
  public void close() {
    RepeatedTurn started;
    synchronized (starting) {
      if (isClosed) {
        return;
      }
      isClosed = true;
      started = thread;
    }
    if (started != null) {
      started.close();
      flush();
    }
  }
}
