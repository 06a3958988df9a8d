package io.cairn.registry.benchmarks;

import io.cairn.registry.Registration;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.identity.CanonicalSchema;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.schema.Schema;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What does a registration cost on the store that keeps everything in memory, for content that is
 * known and for new content? Schemas have eight fields and are about 1 KB as JSON.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class RegisterBenchmark {
  private static final int VERSIONS_PER_SUBJECT = 200;

  /** A registry that knows one subject with three versions. */
  @State(Scope.Benchmark)
  public static class Known {
    private final SchemaRegistry registry = EmbeddedRegistry.inMemory();
    private final Subject subject = Samples.subject(0);
    private final Schema schema = Samples.revision(3);

    @Setup
    public void register() {
      for (int i = 1; i <= 3; i++) {
        registry.register(subject, Samples.revision(i));
      }
    }

    @TearDown
    public void close() {
      registry.close();
    }
  }

  /** A registry, new for every iteration, and content that it does not know. */
  @State(Scope.Benchmark)
  public static class Growing {
    private final Identity identity = Identity.create();
    private SchemaRegistry registry = EmbeddedRegistry.inMemory();
    private Subject subject = Samples.subject(0);
    private long revisions;

    @Setup(Level.Iteration)
    public void open() {
      registry = EmbeddedRegistry.inMemory();
    }

    @TearDown(Level.Iteration)
    public void close() {
      registry.close();
    }

    Schema next() {
      revisions++;
      return Samples.revision(revisions);
    }

    /** The same for a while, then a new one. */
    Subject growing() {
      if (revisions % VERSIONS_PER_SUBJECT == 0) {
        subject = Samples.subject(revisions);
      }
      return subject;
    }
  }

  /** The very object registered again; every producer does that at its start, or for each batch. */
  @Benchmark
  public Registration knownSameObject(Known known) {
    return known.registry.register(known.subject, known.schema);
  }

  /** Includes {@link #limitCopy}. */
  @Benchmark
  public Registration knownFreshObject(Known known) {
    return known.registry.register(known.subject, Samples.copy(known.schema));
  }

  /** What it costs to make, and to validate, an object of known fields. */
  @Benchmark
  public Schema limitCopy(Known known) {
    return Samples.copy(known.schema);
  }

  /**
   * Each version follows another one, up to 200 of a subject. Includes {@link #limitNewContent}.
   */
  @Benchmark
  public Registration newVersion(Growing growing) {
    Subject subject = growing.growing();
    return growing.registry.register(subject, growing.next());
  }

  /** Each version is the first one of its subject. Includes {@link #limitNewContent}. */
  @Benchmark
  public Registration newSubject(Growing growing) {
    return growing.registry.register(Samples.subject(growing.revisions), growing.next());
  }

  /** The same content under ever more subjects. */
  @Benchmark
  public Registration newSubjectOfKnownContent(Growing growing, Known known) {
    growing.revisions++;
    return growing.registry.register(Samples.subject(growing.revisions), known.schema);
  }

  /** What new content costs at least: to be made, brought to canonical form, hashed and written. */
  @Benchmark
  public CanonicalSchema limitNewContent(Growing growing, Blackhole consumer) {
    Schema schema = growing.next();
    consumer.consume(SchemaJson.write(schema));
    return growing.identity.canonical(schema);
  }
}
