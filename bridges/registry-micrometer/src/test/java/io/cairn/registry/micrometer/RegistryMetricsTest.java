package io.cairn.registry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.operation.CacheStatus;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.Measurements;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.operation.StoreStatus;
import io.cairn.registry.operation.Timing;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("O1")
class RegistryMetricsTest {
  private static final Subject ORDERS = Subject.of("shop", "orders");
  private static final Schema SCHEMA = Schema.of(Field.required("id", ScalarType.BIGINT));

  @TempDir private Path folder;
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    meters.close();
  }

  private SchemaRegistry registry() {
    SchemaRegistry registry = SqliteRegistry.open(folder.resolve("registry.db"));
    new RegistryMetrics(registry, Tags.of("registry", "own")).bindTo(meters);
    return registry;
  }

  private long value(String name, String... tags) {
    return Math.round(meters.get(name).tags(tags).meter().measure().iterator().next().getValue());
  }

  private FunctionTimer timer(String kind) {
    return meters.get("schema_registry_operation").tag("kind", kind).functionTimer();
  }

  private TimeGauge longest(String kind) {
    return meters.get("schema_registry_operation_max").tag("kind", kind).timeGauge();
  }

  @Test
  void everyMeterSaysWhatWasMeasured() {
    try (SchemaRegistry registry = registry()) {
      registry.register(ORDERS, SCHEMA);
      assertThatThrownBy(() -> registry.subjects().activate(ORDERS, 2))
          .isInstanceOf(NotFoundException.class);

      Measurements measured = registry.operations().measurements();
      for (Counter counter : Counter.values()) {
        assertThat(value(counter.metricName())).isEqualTo(measured.count(counter));
      }
      assertThat(value("schema_evolution_compatibility_checks")).isEqualTo(1);
      assertThat(value("schema_registry_errors", "type", "NotFoundException")).isEqualTo(1);
      assertThat(value("schema_registry_errors", "type", "StoreException")).isZero();
      for (OperationKind kind : OperationKind.values()) {
        String tag = kind.name().toLowerCase(Locale.ROOT);
        Timing timing = measured.timing(kind);
        assertThat(Math.round(timer(tag).count())).isEqualTo(timing.count());
        assertThat(Math.round(timer(tag).totalTime(TimeUnit.NANOSECONDS)))
            .isEqualTo(timing.total().toNanos());
        assertThat(Math.round(longest(tag).value(TimeUnit.NANOSECONDS)))
            .isEqualTo(timing.max().toNanos());
      }
      assertThat(timer("registration").count()).isPositive();
      assertThat(value("schema_registry_writer_batch")).isEqualTo(1);
      assertThat(
              meters.get("schema_registry_writer_commit").timeGauge().value(TimeUnit.NANOSECONDS))
          .isPositive();
      assertThat(value("schema_registry_writer_queue", "lane", "changes")).isZero();
      assertThat(value("schema_registry_writer_queue", "lane", "counts")).isZero();
      assertThat(value("schema_registry_file_bytes")).isEqualTo(measured.store().fileBytes());
      assertThat(value("schema_registry_log_bytes")).isEqualTo(measured.store().logBytes());
      assertThat(value("schema_registry_cache_entries")).isEqualTo(measured.cache().entries());
    }
  }

  @Test
  void theMetersOfAClosedRegistryStayAsTheyWere() {
    try (SchemaRegistry registry = registry()) {
      registry.register(ORDERS, SCHEMA);
      assertThat(value("schema_evolution_compatibility_checks")).isEqualTo(1);
    }

    assertThat(value("schema_evolution_compatibility_checks")).isEqualTo(1);
    assertThat(value("schema_registry_writer_batch")).isEqualTo(1);
  }

  @Test
  void theTagsAreOnEveryMeter() {
    try (SchemaRegistry registry = registry()) {
      assertThat(registry.subjects().list()).isEmpty();
      assertThat(meters.getMeters())
          .hasSizeGreaterThan(20)
          .extracting(Meter::getId)
          .allMatch(id -> "own".equals(id.getTag("registry")));
    }
  }

  @Test
  void whatTheRegistryDoesNotThrowOnPurposeIsCountedTogether() {
    Measurements measured =
        new Measurements(
            Map.of(),
            new TreeMap<>(Map.of("NullPointerException", 2L, "Error", 1L, "StoreException", 4L)),
            Map.of(),
            new StoreStatus(0, 0, null, 0, 0, ""),
            CacheStatus.OFF);

    assertThat(Math.round(ErrorTypes.count(measured, ErrorTypes.OTHER))).isEqualTo(3);
    assertThat(Math.round(ErrorTypes.count(measured, "StoreException"))).isEqualTo(4);
    assertThat(Math.round(ErrorTypes.count(measured, "DeletedException"))).isZero();
  }

  @Test
  void everyErrorOfTheRegistryIsTold() throws IOException {
    Path errors =
        Path.of("../../registry-api/src/main/java/io/cairn/registry/error").toAbsolutePath();
    Set<String> names = new TreeSet<>(Set.of(ErrorTypes.OTHER));
    try (var files = Files.list(errors)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Exception.java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .filter(name -> !name.equals(RegistryException.class.getSimpleName()))
          .forEach(names::add);
    }

    assertThat(ErrorTypes.ALL).isEqualTo(names);
  }
}
