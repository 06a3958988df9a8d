package io.cairn.registry.benchmarks;

import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.History;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
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
import org.openjdk.jmh.annotations.Warmup;

/** What do fifty versions cost, beside one, when a schema has to go with all of them? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HistoryBenchmark {
  private static final int VERSIONS = 50;

  /** How the versions came about. */
  public enum Past {
    /** Optional fields come and go, docs and defaults change. */
    VARIED,
    /** Each version has one optional field that no other has. */
    ONE_FIELD;

    private Schema version(int number) {
      List<Field> fields = new ArrayList<>(Orders.of(Orders.BLOCK).fields());
      if (this == ONE_FIELD) {
        fields.add(Field.nullable("only_" + number, ScalarType.TEXT));
        return Schema.builder().fields(fields).build();
      }
      int place = number % Orders.BLOCK / 2;
      Field described = fields.get(place);
      fields.set(place, described.toBuilder().doc("as of version " + number).build());
      for (int came = Math.max(1, number - 6); came <= number; came += 3) {
        int since = came - came % 3;
        fields.add(
            Field.builder("extra_" + since, ScalarType.BIGINT).defaultsTo(number / 9).build());
      }
      return Schema.builder().fields(fields).build();
    }
  }

  /** Fifty versions and what is proposed to follow them. */
  @State(Scope.Benchmark)
  public static class Versions {
    @Param Past past = Past.VARIED;

    /** Whether the proposed schema has an optional field that no version had. */
    @Param({"false", "true"})
    boolean added;

    private final SchemaValidator validator =
        new SchemaValidatorBuilder().mutualReadStrategy().validateAll();
    private final List<org.apache.avro.Schema> avroVersions = new ArrayList<>();
    private org.apache.avro.Schema avroProposed =
        org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL);
    private History history = History.of(ReadingOptions.DEFAULTS, List.of());
    private History newest = history;
    private Schema proposed = Schema.of();

    @Setup
    public void grow() throws SchemaValidationException {
      Identity identity = Identity.create();
      for (int number = 1; number <= VERSIONS; number++) {
        proposed = identity.intern(past.version(number));
        history = history.plus(History.Earlier.of(number, proposed));
        avroVersions.add(0, AvroForm.parsed(proposed));
      }
      newest = History.of(ReadingOptions.DEFAULTS, List.of(History.Earlier.of(1, proposed)));
      if (added) {
        List<Field> more = new ArrayList<>(proposed.fields());
        more.add(more.size() / 2, Field.nullable("discount", ScalarType.DOUBLE));
        proposed = identity.intern(Schema.builder().fields(more).build());
      } else {
        proposed = Samples.copy(proposed);
      }
      avroProposed = AvroForm.parsed(proposed);
      Verify.that(
          check(CompatibilityMode.FULL_TRANSITIVE, history).isCompatible(), "all go together");
      limitAvro();
    }

    private CompatibilityReport check(CompatibilityMode mode, History past) {
      return Compatibility.check(mode, proposed, past, EvolvingOrders.NO_REFERENCES);
    }

    private int limitAvro() throws SchemaValidationException {
      validator.validate(avroProposed, avroVersions);
      return avroVersions.size();
    }
  }

  @Benchmark
  public CompatibilityReport againstAll(Versions versions) {
    return versions.check(CompatibilityMode.FULL_TRANSITIVE, versions.history);
  }

  /** Warns of names that an older version had for something else, too. */
  @Benchmark
  public CompatibilityReport againstNewestOfAll(Versions versions) {
    return versions.check(CompatibilityMode.FULL, versions.history);
  }

  /** As if the newest version were the only one. */
  @Benchmark
  public CompatibilityReport limitAgainstOne(Versions versions) {
    return versions.check(CompatibilityMode.FULL, versions.newest);
  }

  @Benchmark
  public int limitAvroAgainstAll(Versions versions) throws SchemaValidationException {
    return versions.limitAvro();
  }
}
