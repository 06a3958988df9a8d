package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.templates.TemplateMiner;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Everything about observations over one store. Nothing is read and no thread is started before the
 * first observation is made. Thread-safe.
 */
public final class TelemetryServices implements AutoCloseable {
  private static final int MAX_STRIPES = 16;

  private final RegistryStore store;
  private final TelemetryOptions options;
  private final WindowClock clock;
  private final Overflow overflow = new Overflow();
  private final Telemetry telemetry;
  private final Flusher flusher;
  private final Object starting = new Object();
  private volatile @Nullable Observing observing;
  private boolean isClosed;

  /** What there is once something is observed. */
  private record Observing(
      Directory directory, List<Stripe> stripes, AtomicInteger next, FlusherThread thread) {
    Observing {
      stripes = List.copyOf(stripes);
    }

    Recording newRecording() {
      return new Recording(stripes.get(Math.floorMod(next.getAndIncrement(), stripes.size())));
    }
  }

  public TelemetryServices(RegistryStore store, TelemetryOptions options, Clock clock) {
    this.store = store;
    this.options = options;
    this.clock = new WindowClock(clock, options.window(), options.retention());
    flusher = new Flusher(store, this.clock, this::gather);
    telemetry = new TelemetryFacet(store.telemetry(), this);
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  Observation newObservation() {
    Observing now = observing;
    return (now == null ? start() : now).newRecording();
  }

  private Observing start() {
    synchronized (starting) {
      if (isClosed) {
        throw new RegistryClosedException();
      }
      Observing started = observing;
      if (started == null) {
        store.requireWritable();
        Directory directory = Directory.of(store.telemetry(), options, overflow);
        FlusherThread thread = new FlusherThread(flusher, options.flushInterval());
        started = new Observing(directory, stripes(directory, thread), new AtomicInteger(), thread);
        observing = started;
      }
      return started;
    }
  }

  /**
   * As many as can be of use: two threads of which one waits for the other cost more than memory.
   */
  private List<Stripe> stripes(Directory directory, FlusherThread thread) {
    int count =
        Math.min(
            MAX_STRIPES, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1));
    List<Stripe> stripes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      stripes.add(new Stripe(directory, clock, new StripeMemory(options, count), thread::ask));
    }
    return stripes;
  }

  void observe(Observation observation) {
    if (!(observation instanceof Recording recording)) {
      throw new InvalidInputException(
          "The observation is none of this registry; make one by telemetry().observation().");
    }
    Observing now = observing;
    if (now == null || !recording.stripe().countsIn(now.directory)) {
      throw new InvalidInputException(
          "The observation is one of another registry; make one by telemetry().observation().");
    }
    recording.stripe().observe(recording);
  }

  private Queue<Operation> gather() {
    Harvest harvest = new Harvest(options.redaction());
    Observing now = observing;
    if (now != null) {
      now.stripes.forEach(stripe -> stripe.take(harvest));
      for (TrackedSignal signal : now.directory.signals()) {
        TemplateMiner miner = signal.miner();
        if (miner != null) {
          harvest.add(signal.signal, miner.harvest());
        }
      }
    }
    return harvest.operations();
  }

  /** What is not as it should be, for people. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>(overflow.warnings());
    Observing now = observing;
    if (now != null && !now.thread.failure().isEmpty()) {
      warnings.add(
          "What is observed cannot be written, and is in memory alone: " + now.thread.failure());
    }
    return warnings;
  }

  /** Hands over to the store what was observed before. */
  public void flush() {
    if (observing != null) {
      flusher.flush();
    }
  }

  /**
   * Refuses to observe any more, hands over to the store what was observed, and ends the thread.
   */
  @Override
  public void close() {
    Observing now;
    synchronized (starting) {
      isClosed = true;
      now = observing;
    }
    if (now != null) {
      now.stripes.forEach(Stripe::close);
      now.thread.close();
      flusher.flush();
    }
  }
}
