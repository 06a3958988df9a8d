package io.cairn.registry.micrometer;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.Measurements;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.operation.StoreStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Binds what a registry measures to a Micrometer registry. Nothing is counted twice or on the way:
 * the meters read {@code operations().measurements()} when they are asked.
 *
 * <ul>
 *   <li>Counters, under the names of {@link Counter#metricName}; and {@code
 *       schema_registry_errors}, which has a tag {@code type}: the simple name of what was thrown,
 *       or {@code other} for what the registry does not throw on purpose.
 *   <li>Timers {@code schema_registry_operation} and, for the longest, the gauges {@code
 *       schema_registry_operation_max}, with a tag {@code kind}.
 *   <li>Gauges of the store: {@code schema_registry_writer_queue} with a tag {@code lane}, {@code
 *       schema_registry_writer_batch} (commits in the last batch), {@code
 *       schema_registry_writer_commit} (how long it took), {@code schema_registry_file_bytes} and
 *       {@code schema_registry_log_bytes}; and of what discovery remembers, {@code
 *       schema_registry_cache_entries}.
 * </ul>
 *
 * <p>Once the registry is closed, the meters stay as they were when they were last read.
 * Thread-safe.
 */
public final class RegistryMetrics implements MeterBinder {
  private final SchemaRegistry registry;
  private final Tags tags;

  /** What was read last. */
  private volatile Measurements last;

  /** Meters without tags of their own. */
  public RegistryMetrics(SchemaRegistry registry) {
    this(registry, Tags.empty());
  }

  /**
   * Meters with tags, which tell several registries apart.
   *
   * @throws RegistryClosedException if the registry is closed
   */
  public RegistryMetrics(SchemaRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
    last = registry.operations().measurements();
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (Counter counter : Counter.values()) {
      FunctionCounter.builder(counter.metricName(), registry, any -> read().count(counter))
          .tags(tags)
          .register(meters);
    }
    for (String type : ErrorTypes.ALL) {
      FunctionCounter.builder(Measurements.ERRORS, registry, any -> ErrorTypes.count(read(), type))
          .tags(tags.and("type", type))
          .register(meters);
    }
    for (OperationKind kind : OperationKind.values()) {
      bindTimer(meters, kind);
    }
    bindStore(meters);
  }

  private void bindTimer(MeterRegistry meters, OperationKind kind) {
    Tags own = tags.and("kind", kind.name().toLowerCase(Locale.ROOT));
    FunctionTimer.builder(
            "schema_registry_operation",
            registry,
            any -> read().timing(kind).count(),
            any -> nanos(read().timing(kind).total()),
            TimeUnit.NANOSECONDS)
        .tags(own)
        .register(meters);
    TimeGauge.builder(
            "schema_registry_operation_max",
            registry,
            TimeUnit.NANOSECONDS,
            any -> nanos(read().timing(kind).max()))
        .tags(own)
        .register(meters);
  }

  private void bindStore(MeterRegistry meters) {
    gauge(meters, "schema_registry_writer_queue", "lane", "changes", StoreStatus::waitingChanges);
    gauge(meters, "schema_registry_writer_queue", "lane", "counts", StoreStatus::waitingCounts);
    Gauge.builder("schema_registry_writer_batch", registry, any -> batchSize(read().store()))
        .tags(tags)
        .register(meters);
    TimeGauge.builder(
            "schema_registry_writer_commit",
            registry,
            TimeUnit.NANOSECONDS,
            any -> batchNanos(read().store()))
        .tags(tags)
        .register(meters);
    Gauge.builder("schema_registry_cache_entries", registry, any -> read().cache().entries())
        .tags(tags)
        .register(meters);
    bytes(meters, "schema_registry_file_bytes", StoreStatus::fileBytes);
    bytes(meters, "schema_registry_log_bytes", StoreStatus::logBytes);
  }

  private void gauge(
      MeterRegistry meters,
      String name,
      String tag,
      String value,
      ToDoubleFunction<StoreStatus> of) {
    Gauge.builder(name, registry, any -> of.applyAsDouble(read().store()))
        .tags(tags.and(tag, value))
        .register(meters);
  }

  private void bytes(MeterRegistry meters, String name, ToDoubleFunction<StoreStatus> of) {
    Gauge.builder(name, registry, any -> of.applyAsDouble(read().store()))
        .baseUnit("bytes")
        .tags(tags)
        .register(meters);
  }

  private static double batchSize(StoreStatus store) {
    StoreStatus.Batch batch = store.lastBatch();
    return batch == null ? 0 : batch.commits();
  }

  private static double batchNanos(StoreStatus store) {
    StoreStatus.Batch batch = store.lastBatch();
    return batch == null ? 0 : nanos(batch.took());
  }

  private static double nanos(Duration duration) {
    return duration.getSeconds() * 1e9 + duration.getNano();
  }

  private Measurements read() {
    try {
      Measurements now = registry.operations().measurements();
      last = now;
      return now;
    } catch (RegistryClosedException closed) {
      return last;
    }
  }
}
