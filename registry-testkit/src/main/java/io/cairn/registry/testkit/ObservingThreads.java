package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.AttributeWindow;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Threads that observe logs until the registry is closed, and know how many were taken. */
final class ObservingThreads implements AutoCloseable {
  private static final int SIGNALS = 5;
  private static final long HOUR = 3_600_000;

  private final int threads;
  private final long seed;
  private final ExecutorService pool;
  private final AtomicLong observed = new AtomicLong();
  private final AtomicLongArray taken = new AtomicLongArray(SIGNALS);
  private final AtomicLongArray withColour = new AtomicLongArray(SIGNALS);
  private List<Future<Void>> running = new ArrayList<>();

  ObservingThreads(int threads, long seed) {
    this.threads = threads;
    this.seed = seed;
    pool = Executors.newFixedThreadPool(threads + 1);
  }

  /** How many observations a registry took in all. */
  long observed() {
    return observed.get();
  }

  /** Starts all, and one that flushes all the time; returns when so many more were taken. */
  void runBeside(SchemaRegistry registry, long more) {
    long enough = observed.get() + more;
    Telemetry telemetry = registry.telemetry();
    for (int i = 0; i < threads; i++) {
      Random random = new Random(seed + i);
      running.add(pool.submit(() -> observeUntilClosed(telemetry, random)));
    }
    running.add(pool.submit(() -> flushUntilClosed(registry)));
    while (observed.get() < enough && running.stream().noneMatch(Future::isDone)) {
      Thread.onSpinWait();
    }
  }

  /** Returns when every thread was told that the registry is closed. */
  void awaitRefused() throws Exception {
    for (Future<Void> each : running) {
      each.get();
    }
    running = new ArrayList<>();
  }

  private Void observeUntilClosed(Telemetry telemetry, Random random) {
    try {
      Observation observation = telemetry.observation();
      while (true) {
        int signal = random.nextInt(SIGNALS);
        boolean hasColour = random.nextBoolean();
        observation
            .log(Severity.INFO, "line " + random.nextInt(100) + " of " + (char) ('a' + signal))
            .service("s" + signal)
            .atMillis(TestClock.START.toEpochMilli() - random.nextInt(4) * HOUR);
        if (hasColour) {
          observation.put("colour", random.nextInt(50));
        }
        telemetry.observe(observation);
        taken.incrementAndGet(signal);
        withColour.addAndGet(signal, hasColour ? 1 : 0);
        observed.incrementAndGet();
      }
    } catch (RegistryClosedException closed) {
      return null;
    }
  }

  private static Void flushUntilClosed(SchemaRegistry registry) {
    try {
      while (true) {
        registry.flush();
      }
    } catch (RegistryClosedException closed) {
      return null;
    }
  }

  /** Compares what is kept of one of the signals with what was taken. */
  void assertExact(SchemaRegistry registry, Signal logs) {
    int number = logs.name().charAt(1) - '0';
    AttributeKey colour = AttributeKey.of(FieldSource.LOG_RECORD, "colour");
    SignalDetails details = registry.telemetry().details(logs);
    AttributeProfile profile = details.findAttribute(colour).orElseThrow();
    assertThat(details.seen().count()).as("%s", this).isEqualTo(taken.get(number));
    assertThat(details.values(Aspect.SERVICE))
        .extracting(AspectValue::seen)
        .as("%s", this)
        .containsExactly(details.seen());
    assertThat(profile.seen().count()).as("%s", this).isEqualTo(withColour.get(number));
    List<AttributeWindow> windows = registry.telemetry().windows(logs, colour, TimeRange.ALL);
    assertThat(windows).hasSize(4);
    assertThat(windows.stream().mapToLong(window -> window.seen().count()).sum())
        .as("%s", this)
        .isEqualTo(withColour.get(number));
    assertThat(registry.telemetry().cardinality(logs, colour, TimeRange.ALL).estimate())
        .as("%s", this)
        .isEqualTo(50);
  }

  @Override
  public String toString() {
    return "seed " + seed + ", " + observed + " observed";
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
