package io.cairn.registry.core.counts;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.turns.RepeatedTurn;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what sources have counted, exactly once, from the first {@link #start} on. While something
 * is kept because the store is in trouble, nothing more is taken. Thread-safe: one flush at a time.
 */
public final class CountsWriter implements AutoCloseable {
  private final RegistryStore store;
  private final Duration interval;
  private final List<CountsSource> sources = new CopyOnWriteArrayList<>();
  private final Object starting = new Object();
  private volatile @Nullable RepeatedTurn thread;
  private boolean isClosed;

  private final Object flushing = new Object();
  private final OnceWriter once;

  /**
   * A writer that has not started yet.
   *
   * @param interval how long counts are in memory alone
   */
  public CountsWriter(RegistryStore store, Duration interval) {
    this.store = store;
    this.interval = interval;
    once = new OnceWriter(store);
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
   * @throws RegistryException if the store refuses it, or some of it; that is kept
   * @throws CommitOutcomeUnknownException if it cannot be known whether the store has it; it is
   *     kept, and will not be counted twice
   */
  public void flush() {
    if (thread == null) {
      return;
    }
    synchronized (flushing) {
      once.write();
      once.writeSetAside();
      sources.forEach(source -> once.add(source.take()));
      once.write();
      sources.forEach(source -> source.tidy(once::writeRepeatable));
      once.requireNothingSetAside();
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
