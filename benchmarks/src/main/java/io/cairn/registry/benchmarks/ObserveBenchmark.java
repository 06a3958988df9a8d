package io.cairn.registry.benchmarks;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.cardinality.CardinalitySketch;
import io.cairn.registry.core.cardinality.ValueHasher;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs the application to observe a record of ten attributes whose shape is known, with
 * one thread and with two; filling the observation in included. Beside it the simplest thing that
 * answers the same: a map with a counter and a sketch for each attribute; and the least there is to
 * do: one hash look-up, and ten counters.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ObserveBenchmark {
  /** The registry that all threads observe with. */
  @State(Scope.Benchmark)
  public static class Observed {
    private final SchemaRegistry registry = EmbeddedRegistry.inMemory();
    private final Telemetry telemetry = registry.telemetry();

    @TearDown
    public void close() {
      registry.close();
    }
  }

  /** What one thread observes. */
  @State(Scope.Thread)
  public static class Observer {
    private final Requests requests = new Requests(1);
    private @org.jspecify.annotations.Nullable Observation observation;

    void observe(Observed observed) {
      if (observation == null) {
        observation = observed.telemetry.observation();
      }
      requests.fill(observation, "request");
      observed.telemetry.observe(observation);
    }
  }

  /** A map of what was counted. */
  @State(Scope.Thread)
  public static class Naive {
    private final Requests requests = new Requests(1);
    private final ValueHasher hasher = ValueHasher.create();
    private final Map<String, CardinalitySketch> sketches = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    long observe() {
      long sum = 0;
      for (int i = 0; i < Requests.ATTRIBUTES; i++) {
        String key = "request" + i;
        sum += counts.merge(key, 1L, Long::sum);
        sketches
            .computeIfAbsent(key, any -> new CardinalitySketch())
            .add(hasher.hash(requests.nextUser()));
      }
      return sum;
    }
  }

  /** Counters that are found by one look-up. */
  @State(Scope.Thread)
  public static class Least {
    private final Requests requests = new Requests(1);
    private final Map<String, long[]> counts =
        new HashMap<>(Map.of("request", new long[Requests.ATTRIBUTES]));

    long observe() {
      long[] all = counts.getOrDefault("request", new long[0]);
      long mixed = 0;
      for (int i = 0; i < all.length; i++) {
        all[i]++;
        mixed = 31 * mixed + requests.nextUser().hashCode();
      }
      return mixed;
    }
  }

  @Benchmark
  @Threads(1)
  public void oneThread(Observed observed, Observer observer) {
    observer.observe(observed);
  }

  @Benchmark
  @Threads(2)
  public void twoThreads(Observed observed, Observer observer) {
    observer.observe(observed);
  }

  @Benchmark
  @Threads(1)
  public long naive(Naive naive) {
    return naive.observe();
  }

  @Benchmark
  @Threads(1)
  public long least(Least least) {
    return least.observe();
  }
}
