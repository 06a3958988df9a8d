package io.cairn.registry.benchmarks;

import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.History;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.iceberg.types.CheckCompatibility;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to refuse a schema of 50 fields, with three violations explained? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class RefusalBenchmark {
  private static final int VIOLATIONS = 3;

  private final io.cairn.registry.schema.Schema old = Orders.of(Orders.BLOCK);
  private final io.cairn.registry.schema.Schema fresh = Orders.refused(Orders.BLOCK);
  private final History history =
      History.of(ReadingOptions.DEFAULTS, List.of(History.Earlier.of(1, old)));
  private final Schema avroWriter = AvroForm.parsed(old);
  private final Schema avroReader = AvroForm.parsed(fresh);
  private final IcebergForm iceberg = new IcebergForm();
  private final org.apache.iceberg.Schema icebergWriter = iceberg.of(old);
  private final org.apache.iceberg.Schema icebergReader = iceberg.of(fresh);

  public RefusalBenchmark() {
    Verify.that(refused().violations().size() == VIOLATIONS, "there are three violations");
    Verify.that(
        limitAvro().getResult().getIncompatibilities().size() == VIOLATIONS, "Avro finds them");
    Verify.that(limitIceberg().size() == VIOLATIONS, "Iceberg finds them");
  }

  @Benchmark
  public CompatibilityReport refused() {
    return Compatibility.check(
        CompatibilityMode.BACKWARD, fresh, history, EvolvingOrders.NO_REFERENCES);
  }

  /** The same and the report as text. */
  @Benchmark
  public String refusedAndExplained() {
    return refused().explain();
  }

  @Benchmark
  public SchemaPairCompatibility limitAvro() {
    return SchemaCompatibility.checkReaderWriterCompatibility(avroReader, avroWriter);
  }

  @Benchmark
  public List<String> limitIceberg() {
    return CheckCompatibility.readCompatibilityErrors(icebergReader, icebergWriter);
  }
}
