package io.cairn.registry.benchmarks;

import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.iceberg.types.CheckCompatibility;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to check a schema against its predecessor, and what do Avro and Iceberg take
 * for the same? Theirs are parsed before; where ours are interned and equal, theirs are one object.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompatibilityBenchmark {

  /** The same two schemas as the peers say them. */
  @State(Scope.Benchmark)
  public static class Peers {
    private Schema avroWriter = Schema.create(Schema.Type.NULL);
    private Schema avroReader = avroWriter;
    private org.apache.iceberg.Schema icebergWriter = new org.apache.iceberg.Schema();
    private org.apache.iceberg.Schema icebergReader = icebergWriter;

    @Setup
    public void translate(EvolvingOrders orders) {
      IcebergForm iceberg = new IcebergForm();
      boolean same = orders.interned && orders.step == EvolvingOrders.Step.UNCHANGED;
      avroWriter = AvroForm.parsed(orders.old);
      avroReader = same ? avroWriter : AvroForm.parsed(orders.fresh);
      icebergWriter = iceberg.of(orders.old);
      icebergReader = same ? icebergWriter : iceberg.of(orders.fresh);
      Verify.that(
          avro().getType() == SchemaCompatibilityType.COMPATIBLE, "Avro can read old data, too");
      Verify.that(icebergReads().isEmpty(), "Iceberg can read old data, too");
    }

    private SchemaPairCompatibility avro() {
      return SchemaCompatibility.checkReaderWriterCompatibility(avroReader, avroWriter);
    }

    private List<String> icebergReads() {
      return CheckCompatibility.readCompatibilityErrors(icebergReader, icebergWriter);
    }
  }

  /** With nothing kept. */
  @Benchmark
  public CompatibilityReport canRead(EvolvingOrders orders) {
    return Compatibility.canRead(
        orders.fresh, orders.old, ReadingOptions.DEFAULTS, EvolvingOrders.NO_REFERENCES);
  }

  /** With the history that a registry keeps. */
  @Benchmark
  public CompatibilityReport backward(EvolvingOrders orders) {
    return orders.check(CompatibilityMode.BACKWARD);
  }

  /** Both directions. The widened one is refused and that is explained. */
  @Benchmark
  public CompatibilityReport full(EvolvingOrders orders) {
    return orders.check(CompatibilityMode.FULL);
  }

  @Benchmark
  public SchemaPairCompatibility limitAvro(EvolvingOrders orders, Peers peers) {
    return peers.avro();
  }

  @Benchmark
  public List<String> limitIceberg(EvolvingOrders orders, Peers peers) {
    return peers.icebergReads();
  }
}
