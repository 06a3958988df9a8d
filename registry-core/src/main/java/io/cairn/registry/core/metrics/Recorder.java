package io.cairn.registry.core.metrics;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.operation.CacheStatus;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.operation.Operations;
import io.cairn.registry.operation.Timing;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts and times what one registry does. Thread-safe; counting takes no lock. */
public final class Recorder {
  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
  private final Map<OperationKind, Stopwatch> stopwatches = new EnumMap<>(OperationKind.class);
  private final ConcurrentHashMap<String, LongAdder> errors = new ConcurrentHashMap<>();
  private final SlowOperations slow = new SlowOperations();
  private volatile @Nullable Instant lastDiscovery;

  /**
   * A recorder that has seen nothing.
   *
   * @param clock tells when something happened
   * @param nanos tells elapsed time, as {@link System#nanoTime} does
   */
  public Recorder(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    for (Counter counter : Counter.values()) {
      counters.put(counter, new LongAdder());
    }
    for (OperationKind kind : OperationKind.values()) {
      stopwatches.put(kind, new Stopwatch());
    }
  }

  /** Something happened so many times. */
  public void count(Counter counter, long times) {
    counter(counter).add(times);
  }

  /**
   * Does what a caller asked for, times it, counts what it throws, and tells if it was slow. Never
   * to be called under a lock.
   *
   * @param target what it is about, for people
   */
  public <T> T measure(OperationKind kind, Supplier<String> target, Supplier<T> operation) {
    long began = nanos.getAsLong();
    try {
      return operation.get();
    } catch (Throwable failed) {
      countError(failed);
      throw failed;
    } finally {
      long took = nanos.getAsLong() - began;
      stopwatch(kind).add(took);
      slow.tell(kind, target, took);
    }
  }

  /** Times a part of what a caller asked for; what it throws is counted with the whole. */
  public <T> T measurePart(OperationKind kind, Supplier<T> part) {
    long began = nanos.getAsLong();
    try {
      return part.get();
    } finally {
      stopwatch(kind).add(nanos.getAsLong() - began);
    }
  }

  /** How often that has happened. */
  public long counted(Counter counter) {
    return counter(counter).sum();
  }

  private void countError(Throwable failed) {
    errors.computeIfAbsent(failed.getClass().getSimpleName(), name -> new LongAdder()).increment();
  }

  /**
   * Those parts of a registry that say how they are.
   *
   * @param store the store
   * @param discovery what asks providers
   * @param cache how the cache is used
   * @param warnings what else does not work though everything can go on, for people
   */
  public record Parts(
      RegistryStore store,
      Discovery discovery,
      Supplier<CacheStatus> cache,
      Supplier<List<String>> warnings) {}

  /**
   * The facet that tells what was recorded here.
   *
   * @param parts those that have something to say of themselves
   */
  public Operations operations(Parts parts) {
    return new OperationsFacet(this, parts);
  }

  /** Data was found out to look like something. */
  public void discovered() {
    lastDiscovery = clock.instant();
  }

  /** When that was; null if never. */
  @Nullable Instant lastDiscovery() {
    return lastDiscovery;
  }

  SlowOperations slow() {
    return slow;
  }

  Map<Counter, Long> counters() {
    Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    counters.forEach((counter, adder) -> counts.put(counter, adder.sum()));
    return counts;
  }

  SortedMap<String, Long> errors() {
    SortedMap<String, Long> counts = new TreeMap<>();
    errors.forEach((name, adder) -> counts.put(name, adder.sum()));
    return counts;
  }

  Map<OperationKind, Timing> timings() {
    Map<OperationKind, Timing> timings = new EnumMap<>(OperationKind.class);
    stopwatches.forEach((kind, stopwatch) -> timings.put(kind, stopwatch.timing()));
    return timings;
  }

  @SuppressWarnings("NullAway") // Every counter has an entry.
  private LongAdder counter(Counter counter) {
    return counters.get(counter);
  }

  @SuppressWarnings("NullAway") // Every kind has an entry.
  private Stopwatch stopwatch(OperationKind kind) {
    return stopwatches.get(kind);
  }
}
