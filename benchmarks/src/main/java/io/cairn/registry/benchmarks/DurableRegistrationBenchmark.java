package io.cairn.registry.benchmarks;

import io.cairn.registry.Registration;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many registrations a second come back durable, and how many rows like theirs could the disk
 * take? Every registration is a new version of eight fields, about 1 KB as JSON; each thread has
 * its own subject, and a new one after 50 versions.
 *
 * <p>The limits write the same rows by plain JDBC from one thread, as many registrations in a
 * transaction as there are callers on the other side, since callers who wait cannot fill a larger
 * one.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class DurableRegistrationBenchmark {
  private static final int VERSIONS_PER_SUBJECT = 50;

  /** A registry in a file of its own. */
  @State(Scope.Benchmark)
  public static class Opened {
    private final TemporaryFile file = TemporaryFile.create();
    private final SchemaRegistry registry = SqliteRegistry.open(file.path());
    private final AtomicLong subjects = new AtomicLong();

    @TearDown
    public void close() {
      registry.close();
      file.delete();
    }
  }

  /** What one thread registers. */
  @State(Scope.Thread)
  public static class Producer {
    private Subject subject = Samples.subject(0);
    private long number;
    private int registered;

    Registration register(Opened opened) {
      if (registered++ % VERSIONS_PER_SUBJECT == 0) {
        number = opened.subjects.incrementAndGet();
        subject = Samples.subject(number);
      }
      Schema schema =
          Samples.revision(number * VERSIONS_PER_SUBJECT + registered % VERSIONS_PER_SUBJECT);
      return opened.registry.register(subject, schema);
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
  @Threads(1)
  public Registration callers01(Opened opened, Producer producer) {
    return producer.register(opened);
  }

  @Benchmark
  @Threads(8)
  public Registration callers08(Opened opened, Producer producer) {
    return producer.register(opened);
  }

  @Benchmark
  @Threads(64)
  public Registration callers64(Opened opened, Producer producer) {
    return producer.register(opened);
  }

  @Benchmark
  @Threads(1)
  public long limitBatchOf01(Plain plain) throws SQLException {
    return plain.writer.write(1);
  }

  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(8)
  public long limitBatchOf08(Plain plain) throws SQLException {
    return plain.writer.write(8);
  }

  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(64)
  public long limitBatchOf64(Plain plain) throws SQLException {
    return plain.writer.write(64);
  }
}
