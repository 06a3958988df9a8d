package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.counts.CountsSource;
import io.cairn.registry.core.counts.CountsWriter;
import io.cairn.registry.core.counts.WindowClock;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.templates.TemplateHarvest;
import io.cairn.registry.core.templates.TemplateMiner;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything about observations over one store. Nothing is read and no thread is started before the
 * first observation is made. Thread-safe.
 */
public final class TelemetryServices implements CountsSource, AutoCloseable {
  private static final int MAX_STRIPES = 16;

  /** How many rows one operation of expiry removes of each kind, and how often it does at once. */
  private static final int EXPIRY_ROWS = 100;

  private static final int EXPIRY_ROUNDS = 1_000;

  private final RegistryStore store;
  private final TelemetryOptions options;
  private final WindowClock clock;
  private final CountsWriter writer;
  private final Overflow overflow = new Overflow();
  private final Telemetry telemetry;
  private final Object starting = new Object();
  private volatile @Nullable Observing observing;
  private volatile boolean isClosed;

  /** The begin of the first window that was to be kept when windows were removed last. */
  private long oldest = Long.MIN_VALUE;

  /** What there is once something is observed. */
  private record Observing(Directory directory, List<Stripe> stripes, AtomicInteger next) {
    Observing {
      stripes = List.copyOf(stripes);
    }

    Recording newRecording() {
      return new Recording(stripes.get(Math.floorMod(next.getAndIncrement(), stripes.size())));
    }
  }

  /**
   * All of it.
   *
   * @param clock tells the time, and its windows
   * @param writer writes what is observed
   */
  public TelemetryServices(
      RegistryStore store, TelemetryOptions options, WindowClock clock, CountsWriter writer) {
    this.store = store;
    this.options = options;
    this.clock = clock;
    this.writer = writer;
    telemetry = new TelemetryFacet(store.telemetry(), this);
    writer.add(this);
  }

  public Telemetry telemetry() {
    return telemetry;
  }

  Observation newObservation() {
    Observing now = observing;
    return (now == null || isClosed ? start() : now).newRecording();
  }

  private Observing start() {
    synchronized (starting) {
      if (isClosed) {
        throw new RegistryClosedException();
      }
      Observing started = observing;
      if (started == null) {
        writer.start();
        Directory directory = Directory.of(store.telemetry(), options, overflow);
        started = new Observing(directory, stripes(directory), new AtomicInteger());
        observing = started;
      }
      return started;
    }
  }

  /**
   * As many as can be of use: two threads of which one waits for the other cost more than memory.
   */
  private List<Stripe> stripes(Directory directory) {
    int processors = Runtime.getRuntime().availableProcessors();
    int count = Math.min(MAX_STRIPES, Integer.highestOneBit(2 * processors - 1));
    List<Stripe> stripes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      stripes.add(new Stripe(directory, clock, new StripeMemory(options, count), writer::ask));
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

  @Override
  public Collection<Operation> take() {
    Observing now = observing;
    if (now == null) {
      return List.of();
    }
    overflow.tell();
    Harvest harvest = new Harvest(options);
    now.stripes.forEach(stripe -> stripe.take(harvest));
    for (TrackedSignal signal : now.directory.signals()) {
      TemplateMiner miner = signal.miner();
      if (miner != null) {
        TemplateHarvest found = miner.harvest();
        if (found.hasOthers()) {
          overflow.note(Overflow.Bound.TEMPLATES);
        }
        harvest.add(signal.signal, found);
      }
    }
    return harvest.operations();
  }

  /** Removes windows, usages' ones included, that are not kept any more; once in a window. */
  @Override
  public void tidy(Consumer<Operation> ofStore) {
    long wanted = clock.oldest(clock.millis());
    for (int round = 0; oldest != wanted && round < EXPIRY_ROUNDS; round++) {
      if (Math.min(store.telemetry().oldestWindow(), store.lineage().oldestWindow()) >= wanted) {
        oldest = wanted;
      } else {
        TelemetryDelta expiry = new TelemetryDelta.Expiry(wanted, EXPIRY_ROWS);
        ofStore.accept(new Operation.AddTelemetry(expiry));
      }
    }
  }

  /** Reads something while nothing is written. */
  <T> T between(Supplier<T> reading) {
    return writer.between(reading);
  }

  /** What is not as it should be, for people. */
  public List<String> warnings() {
    return overflow.warnings();
  }

  /** Refuses to observe any more. */
  @Override
  public void close() {
    synchronized (starting) {
      isClosed = true;
    }
    Observing now = observing;
    if (now != null) {
      now.stripes.forEach(Stripe::close);
    }
  }
}
