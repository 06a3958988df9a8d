package io.cairn.registry.benchmarks;

import io.cairn.registry.core.evolution.Differ;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.SchemaDiff;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to say what changed, beside a check of the same schemas? */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DiffBenchmark {
  @Benchmark
  public SchemaDiff byName(EvolvingOrders orders) {
    return Differ.byName(orders.old, orders.fresh);
  }

  @Benchmark
  public SchemaDiff byLayout(EvolvingOrders orders) {
    return Differ.byLayout(orders.old, orders.oldLayout, orders.fresh, orders.newLayout);
  }

  /** Looks at the same fields, only at less of them. */
  @Benchmark
  public CompatibilityReport limitCheck(EvolvingOrders orders) {
    return orders.check(CompatibilityMode.BACKWARD);
  }
}
