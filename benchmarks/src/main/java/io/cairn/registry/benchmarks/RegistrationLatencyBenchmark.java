package io.cairn.registry.benchmarks;

import io.cairn.registry.Registration;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one caller waits until a new version is durable: on an idle registry, and while another
 * thread keeps the writer busy with seen counts, thousands of rows at a time. The limit writes the
 * same rows by plain JDBC, one registration in a transaction.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class RegistrationLatencyBenchmark {
  private static final int VERSIONS_PER_SUBJECT = 50;
  private static final int KNOWN = 5_000;

  /** A registry in a file of its own, with subjects that are known to it. */
  @State(Scope.Benchmark)
  public static class Opened {
    private final TemporaryFile file = TemporaryFile.create();
    private final SchemaRegistry registry = SqliteRegistry.open(file.path());
    private final Schema known = Samples.revision(0);
    private long registered;

    /** Every known subject has its first version. */
    public Opened() {
      for (int i = 0; i < KNOWN; i++) {
        registry.register(Samples.subject(-1 - i), known);
      }
    }

    Registration registerNext() {
      long number = registered / VERSIONS_PER_SUBJECT;
      Subject subject = Samples.subject(number);
      return registry.register(subject, Samples.revision(registered++));
    }

    int seeEverythingAgain() {
      int versions = 0;
      for (int i = 0; i < KNOWN; i++) {
        versions += registry.register(Samples.subject(-1 - i), known).version().version();
      }
      registry.flush();
      return versions;
    }

    @TearDown
    public void close() {
      registry.close();
      file.delete();
    }
  }

  /** Plain JDBC on such a file. */
  @State(Scope.Benchmark)
  public static class Plain {
    private final TemporaryFile file = TemporaryFile.create();
    private final PlainWriter writer = PlainWriter.open(file.path(), VERSIONS_PER_SUBJECT);

    @TearDown
    public void close() throws SQLException {
      writer.close();
      file.delete();
    }
  }

  @Benchmark
  public Registration idle(Opened opened) {
    return opened.registerNext();
  }

  @Benchmark
  @Group("flooded")
  @GroupThreads(1)
  public Registration registration(Opened opened) {
    return opened.registerNext();
  }

  @Benchmark
  @Group("flooded")
  @GroupThreads(1)
  public int flood(Opened opened) {
    return opened.seeEverythingAgain();
  }

  @Benchmark
  public long limit(Plain plain) throws SQLException {
    return plain.writer.write(1);
  }
}
