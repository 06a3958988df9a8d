package io.cairn.registry.benchmarks;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many observations of ten attributes a second are durable, through the public API into a file
 * on disk: a run of them and a flush, by one thread. Of a hundred shapes that repeat; and with an
 * attribute that was never there before in each, beside the same rows by plain JDBC.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class DurableObservationBenchmark {
  private static final int RUN = 1_000_000;
  private static final int NEW = 100_000;
  private static final int SHAPES = 100;
  private static final int KEYS_A_SIGNAL = 100;

  /** A registry in a file of its own. */
  @State(Scope.Benchmark)
  public static class Repeating {
    private final TemporaryFile file = TemporaryFile.create();
    private final SchemaRegistry registry = SqliteRegistry.open(file.path());
    private final Telemetry telemetry = registry.telemetry();
    private final Observation observation = telemetry.observation();
    private final Requests requests = new Requests(1);
    private final String[] names = new String[SHAPES];

    public Repeating() {
      for (int i = 0; i < SHAPES; i++) {
        names[i] = "request-" + i;
      }
    }

    @TearDown
    public void close() {
      registry.close();
      file.delete();
    }
  }

  /** A new registry each time, with room for everything. */
  @State(Scope.Benchmark)
  public static class Fresh {
    private TemporaryFile file = TemporaryFile.create();
    private SchemaRegistry registry = SqliteRegistry.open(file.path());
    private String[] signals = new String[0];
    private String[] keys = new String[0];

    @Setup(Level.Invocation)
    public void open() {
      registry.close();
      file.delete();
      file = TemporaryFile.create();
      registry =
          SqliteRegistry.builder(file.path())
              .telemetry(TelemetryOptions.builder().maxAttributes(2 * NEW).build())
              .open();
      signals = new String[NEW / KEYS_A_SIGNAL];
      keys = new String[NEW];
      for (int i = 0; i < NEW; i++) {
        signals[i / KEYS_A_SIGNAL] = "signal-" + i / KEYS_A_SIGNAL;
        keys[i] = "attribute-" + i;
      }
    }

    @TearDown
    public void close() {
      registry.close();
      file.delete();
    }
  }

  /** A new file each time, written by plain JDBC. */
  @State(Scope.Benchmark)
  public static class Plain {
    private TemporaryFile file = TemporaryFile.create();
    private PlainAttributes writer = PlainAttributes.open(file.path());

    @Setup(Level.Invocation)
    public void open() throws SQLException {
      close();
      file = TemporaryFile.create();
      writer = PlainAttributes.open(file.path());
    }

    @TearDown
    public void close() throws SQLException {
      writer.close();
      file.delete();
    }
  }

  @Benchmark
  @OperationsPerInvocation(RUN)
  public void repeatingShapes(Repeating opened) {
    for (int i = 0; i < RUN; i++) {
      opened.requests.fill(opened.observation, opened.names[i % SHAPES]);
      opened.telemetry.observe(opened.observation);
    }
    opened.registry.flush();
  }

  @Benchmark
  @Measurement(iterations = 10, time = 2)
  @OperationsPerInvocation(NEW)
  public void everyKeyNew(Fresh opened) {
    Observation observation = opened.registry.telemetry().observation();
    for (int i = 0; i < NEW; i++) {
      observation.record(opened.signals[i / KEYS_A_SIGNAL]).put(opened.keys[i], i);
      opened.registry.telemetry().observe(observation);
    }
    opened.registry.flush();
  }

  @Benchmark
  @Measurement(iterations = 10, time = 2)
  @OperationsPerInvocation(NEW)
  public long limitEveryKeyNew(Plain plain) throws SQLException {
    return plain.writer.write(NEW);
  }
}
