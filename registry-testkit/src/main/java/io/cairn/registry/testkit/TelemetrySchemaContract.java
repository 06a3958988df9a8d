package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.telemetry.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schemas of what is observed, and what becomes of them. */
public interface TelemetrySchemaContract extends TelemetryUnderTest {

  private static Instant hour(int number) {
    return TestClock.START.plus(Duration.ofHours(number));
  }

  private static TimeRange hours(int from, int to) {
    return new TimeRange(hour(from), hour(to));
  }

  private static Schema schema(SchemaRegistry registry, Signal signal) {
    registry.flush();
    return registry.telemetry().schema(signal, TimeRange.ALL);
  }

  private static Field field(FieldSource source, String name, DataType type) {
    return Field.builder(name, type).source(source).build();
  }

  private static Field optional(FieldSource source, String name, DataType type) {
    return Field.builder(name, type).source(source).nullable().build();
  }

  private SchemaRegistry openAt(int hour) {
    TestClock clock = new TestClock();
    clock.advance(Duration.ofHours(hour));
    return openObserving(quiet(), clock);
  }

  @Test
  @Tag("T0")
  default void theSchemaOfAMetricHasItsTraitsAndAttributes() {
    try (SchemaRegistry registry = openObserving()) {
      observe(
          registry,
          o ->
              o.metric(TelemetryContract.LATENCY)
                  .put("route", "/")
                  .put("status", 200)
                  .of(FieldSource.RESOURCE)
                  .put("host", "a"));
      observe(registry, o -> o.metric(TelemetryContract.LATENCY).put("route", "/cart"));
      Schema schema = schema(registry, Signal.metric(TelemetryContract.LATENCY.name()));
      assertThat(schema.kind()).isEqualTo(SchemaKind.METRIC);
      assertThat(schema.traits())
          .containsExactly(
              entry("metric_type", "HISTOGRAM"),
              entry("monotonicity", "MONOTONIC"),
              entry("temporality", "CUMULATIVE"),
              entry("unit", "ms"));
      assertThat(schema.fields())
          .containsExactly(
              optional(FieldSource.RESOURCE, "host", ScalarType.TEXT),
              field(FieldSource.DATA_POINT, "route", ScalarType.TEXT),
              optional(FieldSource.DATA_POINT, "status", ScalarType.BIGINT));
    }
  }

  @Test
  @Tag("T0")
  @Tag("T4")
  default void theSchemaOfASpanHasItsKindAndItsEventsAsStructures() {
    try (SchemaRegistry registry = openObserving()) {
      observe(
          registry,
          o ->
              o.span("work", SpanKind.SERVER)
                  .put("id", 1)
                  .event("retry")
                  .put("attempt", 1)
                  .put("reason", "slow")
                  .event("exception")
                  .put("attempt", true)
                  .link()
                  .put("id", "x"));
      observe(registry, o -> o.span("work", SpanKind.UNSPECIFIED));
      Schema schema = schema(registry, Signal.span("work", SpanKind.SERVER));
      assertThat(schema.kind()).isEqualTo(SchemaKind.SPAN);
      assertThat(schema.traits()).containsExactly(entry("span_kind", "SERVER"));
      assertThat(schema.fields())
          .containsExactlyInAnyOrder(
              field(FieldSource.SPAN, "id", ScalarType.BIGINT),
              optional(FieldSource.LINK, "id", ScalarType.TEXT),
              optional(
                  FieldSource.EVENT,
                  "exception",
                  new StructType(null, List.of(Field.nullable("attempt", ScalarType.BOOLEAN)))),
              optional(
                  FieldSource.EVENT,
                  "retry",
                  new StructType(
                      null,
                      List.of(
                          Field.nullable("attempt", ScalarType.BIGINT),
                          Field.nullable("reason", ScalarType.TEXT)))));
      assertThat(schema(registry, Signal.span("work", SpanKind.UNSPECIFIED)).traits()).isEmpty();
    }
  }

  @Test
  @Tag("T0")
  default void anAttributeOfSeveralTypesHasTheOneThatAllWidenToOrIsText() {
    try (SchemaRegistry registry = openObserving()) {
      for (ValueType one : ValueType.values()) {
        for (ValueType other : ValueType.values()) {
          String name = one + "." + other;
          observe(registry, o -> o.record(name).put("k", one, "x"));
          observe(registry, o -> o.record(name).put("k", other, "y"));
        }
      }
      registry.flush();
      for (ValueType one : ValueType.values()) {
        for (ValueType other : ValueType.values()) {
          assertThat(registry.telemetry().schema(Signal.records(one + "." + other), TimeRange.ALL))
              .as("%s and %s", one, other)
              .isEqualTo(Schema.of(Field.required("k", widest(EnumSet.of(one, other)))));
        }
      }
    }
  }

  private static DataType widest(Set<ValueType> types) {
    if (types.size() == 1) {
      return types.iterator().next().dataType();
    } else if (types.equals(EnumSet.of(ValueType.BIGINT, ValueType.DOUBLE))) {
      return ScalarType.DOUBLE;
    } else if (types.equals(EnumSet.of(ValueType.BIGINT_ARRAY, ValueType.DOUBLE_ARRAY))) {
      return ValueType.DOUBLE_ARRAY.dataType();
    }
    boolean nests = types.stream().allMatch(TelemetrySchemaContract::isNested);
    return nests ? ScalarType.JSON : ScalarType.TEXT;
  }

  private static boolean isNested(ValueType type) {
    return type == ValueType.JSON || type.name().endsWith("_ARRAY");
  }

  @Test
  @Tag("T0")
  default void aSchemaIsOfItsTime() {
    Metric then = Metric.of("m", MetricType.SUM).in("ms");
    Metric now = Metric.of("m", MetricType.SUM).in("s");
    try (SchemaRegistry registry = openAt(3)) {
      observe(registry, o -> o.metric(then).at(hour(0)).put("old", 1).put("k", 1));
      observe(registry, o -> o.metric(then).at(hour(1)).put("k", 1));
      observe(registry, o -> o.metric(now).at(hour(2)).put("k", "x").put("new", 1));
      registry.flush();
      Signal signal = Signal.metric("m");
      Schema first = registry.telemetry().schema(signal, hours(0, 1));
      assertThat(first.traits()).containsEntry("unit", "ms");
      assertThat(first.fields())
          .containsExactly(
              field(FieldSource.DATA_POINT, "k", ScalarType.BIGINT),
              field(FieldSource.DATA_POINT, "old", ScalarType.BIGINT));
      assertThat(registry.telemetry().schema(signal, hours(0, 2)).fields())
          .containsExactly(
              field(FieldSource.DATA_POINT, "k", ScalarType.BIGINT),
              optional(FieldSource.DATA_POINT, "old", ScalarType.BIGINT));
      Schema last = registry.telemetry().schema(signal, hours(2, 3));
      assertThat(last.traits()).containsEntry("unit", "s");
      assertThat(last.fields())
          .containsExactly(
              field(FieldSource.DATA_POINT, "k", ScalarType.TEXT),
              field(FieldSource.DATA_POINT, "new", ScalarType.BIGINT));
      assertThatThrownBy(() -> registry.telemetry().schema(signal, hours(3, 4)))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("metric m");
    }
  }

  @Test
  @Tag("T0")
  @Tag("T13")
  default void whatFoundNoRoomIsNoField() {
    try (SchemaRegistry registry =
        openObserving(quiet().maxAttributesPerSignal(2).maxValuesPerAspect(2))) {
      observe(
          registry,
          o ->
              o.span("s", SpanKind.CLIENT)
                  .put("a", 1)
                  .event("e1")
                  .put("x", 1)
                  .event("e2")
                  .put("y", 1)
                  .event("e3")
                  .put("x", 1));
      Schema schema = schema(registry, Signal.span("s", SpanKind.CLIENT));
      assertThat(schema.fields()).extracting(Field::name).containsExactly("a", "e1");
    }
    try (SchemaRegistry registry = openObserving(quiet().maxValuesPerAspect(2))) {
      for (int i = 1; i <= 4; i++) {
        String event = "e" + i;
        observe(registry, o -> o.span("t", SpanKind.CLIENT).event(event).put("x", event));
      }
      assertThat(schema(registry, Signal.span("t", SpanKind.CLIENT)).fields())
          .extracting(Field::name)
          .containsExactly("e1", "e2");
    }
  }

  @Test
  @Tag("T0")
  default void namesOfAnyKindMakeSchemas() {
    List<String> names =
        List.of("a b", "a.b", "a:b", "\"", "'", "\n", "\0", "\uD800", "é", "\uD83D\uDE00", "$[0]");
    try (SchemaRegistry registry = openObserving()) {
      for (String name : names) {
        observe(
            registry, o -> o.span(name, SpanKind.CLIENT).put(name, 1).event(name).put(name, "x"));
      }
      registry.flush();
      for (String name : names) {
        String kept = name.replace('\0', '\uFFFD').replace('\uD800', '\uFFFD');
        Schema schema = schema(registry, Signal.span(kept, SpanKind.CLIENT));
        assertThat(schema.fields()).extracting(Field::name).containsExactly(kept, kept);
        assertThat(registry.register(Subject.of("any", "n"), schema).version().schema())
            .isEqualTo(schema);
        registry.evolution().changeMode(Subject.of("any", "n"), CompatibilityMode.NONE);
      }
    }
  }

  @Test
  @Tag("T0")
  default void aDeployThatDropsAnAttributeIsAVersionAndTheDifferenceSaysSo() {
    Metric metric = Metric.of("http.requests", MetricType.SUM).in("1");
    Signal signal = Signal.metric(metric.name());
    Subject subject = signal.subject();
    assertThat(subject).isEqualTo(Subject.of("telemetry.metric", "http.requests"));
    try (SchemaRegistry registry = openAt(3)) {
      observe(registry, 9, o -> o.metric(metric).at(hour(0)).put("route", "/").put("zone", "a"));
      observe(registry, 9, o -> o.metric(metric).at(hour(1)).put("zone", "a").put("route", "/"));
      observe(registry, 9, o -> o.metric(metric).at(hour(2)).put("route", "/"));
      registry.flush();
      Schema before = registry.telemetry().schema(signal, hours(0, 1));
      Schema same = registry.telemetry().schema(signal, hours(1, 2));
      Schema after = registry.telemetry().schema(signal, hours(2, 3));
      registry.evolution().changeMode(subject, CompatibilityMode.BACKWARD);
      assertThat(registry.register(subject, before).version().version()).isEqualTo(1);
      assertThat(registry.register(subject, same).version().version()).isEqualTo(1);
      registry.evolution().changeMode(subject, CompatibilityMode.FORWARD);
      assertThat(registry.evolution().check(subject, after).isCompatible()).isFalse();
      assertThatThrownBy(() -> registry.register(subject, after))
          .isInstanceOf(IncompatibleSchemaException.class)
          .hasMessageContaining("zone");
      registry.evolution().changeMode(subject, CompatibilityMode.BACKWARD);
      assertThat(registry.register(subject, after).version().version()).isEqualTo(2);
      assertThat(registry.evolution().diff(subject, 1, 2).changes())
          .singleElement()
          .isInstanceOfSatisfying(
              Change.Removed.class,
              removed -> assertThat(removed.field().name()).isEqualTo("zone"));
    }
  }

  @Test
  @Tag("T0")
  default void aSchemaThatIsReadWhileMuchIsWrittenHasEveryFieldAndNoneIsOptional()
      throws Exception {
    int fields = 150;
    Signal signal = Signal.records("wide");
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (SchemaRegistry registry = openObserving()) {
      UnaryOperator<Observation> wide =
          o -> {
            o.record("wide");
            for (int i = 0; i < fields; i++) {
              o.put("f" + i, i);
            }
            return o;
          };
      observe(registry, wide);
      Schema whole = schema(registry, signal);
      assertThat(whole.fields()).hasSize(fields).noneMatch(Field::isNullable);
      AtomicInteger flushes = new AtomicInteger();
      AtomicBoolean enough = new AtomicBoolean();
      Future<?> writing =
          pool.submit(
              () -> {
                while (!enough.get()) {
                  observe(registry, wide);
                  registry.flush();
                  flushes.incrementAndGet();
                }
              });
      for (int reads = 0; !writing.isDone() && (reads < 50 || flushes.get() < 50); reads++) {
        assertThat(registry.telemetry().schema(signal, TimeRange.ALL)).isEqualTo(whole);
      }
      enough.set(true);
      writing.get();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @Tag("T0")
  default void everyKindOfSignalHasASubjectOfItsOwn() {
    assertThat(Signal.span("GET /", SpanKind.SERVER).subject())
        .isEqualTo(Subject.of("telemetry.span", "GET //SERVER"));
    assertThat(Signal.logs("shop", Severity.WARN).subject())
        .isEqualTo(Subject.of("telemetry.log", "shop/WARN"));
    assertThat(Signal.event("shop").subject()).isEqualTo(Subject.of("telemetry.log", "shop/EVENT"));
    assertThat(Signal.profile("cpu").subject()).isEqualTo(Subject.of("telemetry.profile", "cpu"));
    assertThat(Signal.records("cpu").subject()).isEqualTo(Subject.of("telemetry.record", "cpu"));
  }
}
