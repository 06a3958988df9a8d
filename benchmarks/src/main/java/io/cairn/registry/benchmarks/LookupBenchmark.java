package io.cairn.registry.benchmarks;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a look-up cost beside an array read and a map's get? Keys are objects of the caller's
 * own, equal to those in the registry, and asked for in random order.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class LookupBenchmark {
  private static final int SUBJECTS = 10_000;
  private static final int VERSIONS = 3;

  /** A registry of 10,000 subjects, and the same versions in an array and in maps. */
  @State(Scope.Benchmark)
  public static class Filled {
    private final SchemaRegistry registry = EmbeddedRegistry.inMemory();
    private final List<SchemaVersion> all = new ArrayList<>();
    private final Map<SchemaId, Schema> byId = new ConcurrentHashMap<>();
    private final Map<Subject, SchemaVersion> latest = new ConcurrentHashMap<>();

    @Setup
    public void fill() {
      for (int i = 0; i < SUBJECTS * VERSIONS; i++) {
        Subject subject = Samples.subject(i / VERSIONS);
        SchemaVersion version = registry.register(subject, Samples.revision(i)).version();
        all.add(version);
        byId.put(version.id(), version.schema());
        latest.put(subject, version);
      }
    }

    @TearDown
    public void close() {
      registry.close();
    }
  }

  /** Whom one thread asks for. */
  @State(Scope.Thread)
  public static class Keys {
    private static final int COUNT = 1 << 14;

    /** How many of the subjects are asked for: those that stay in the CPU's caches, or all. */
    @Param({"100", "10000"})
    int asked;

    private final int[] places = new int[COUNT];
    private final SchemaId[] ids = new SchemaId[COUNT];
    private final Subject[] subjects = new Subject[COUNT];
    private SchemaVersion[] array = {};
    private int last;

    @Setup
    public void choose(Filled filled) {
      array = filled.all.toArray(SchemaVersion[]::new);
      List<Integer> shuffled = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        shuffled.add(i % (asked * VERSIONS));
      }
      Collections.shuffle(shuffled, new Random(1));
      Subject[] own = new Subject[asked];
      SchemaId[] ownIds = new SchemaId[asked * VERSIONS];
      for (int i = 0; i < ownIds.length; i++) {
        SchemaId id = array[i].id();
        own[i / VERSIONS] = Samples.subject(i / VERSIONS);
        ownIds[i] = new SchemaId(id.high(), id.low());
      }
      for (int i = 0; i < COUNT; i++) {
        places[i] = shuffled.get(i);
        ids[i] = ownIds[places[i]];
        subjects[i] = own[places[i] / VERSIONS];
      }
    }

    int next() {
      last = (last + 1) & (COUNT - 1);
      return last;
    }
  }

  @Benchmark
  public SchemaVersion limitArray(Keys keys) {
    return keys.array[keys.places[keys.next()]];
  }

  @Benchmark
  public @Nullable Schema limitMapById(Filled filled, Keys keys) {
    return filled.byId.get(keys.ids[keys.next()]);
  }

  @Benchmark
  public @Nullable SchemaVersion limitMapBySubject(Filled filled, Keys keys) {
    return filled.latest.get(keys.subjects[keys.next()]);
  }

  @Benchmark
  public Schema byId(Filled filled, Keys keys) {
    return filled.registry.schemas().schema(keys.ids[keys.next()]);
  }

  @Benchmark
  public SchemaVersion bySubjectAndVersion(Filled filled, Keys keys) {
    int at = keys.next();
    return filled.registry.schemas().version(keys.subjects[at], keys.places[at] % VERSIONS + 1);
  }

  @Benchmark
  public SchemaVersion latest(Filled filled, Keys keys) {
    return filled.registry.latest(keys.subjects[keys.next()]);
  }
}
