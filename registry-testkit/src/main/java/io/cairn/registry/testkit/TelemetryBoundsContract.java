package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.open;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.operation.Health;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.telemetry.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is observed, memory and file stay bounded, and what is over is counted. */
public interface TelemetryBoundsContract extends TelemetryUnderTest {

  /** Observes a different thing for each number. */
  private static void observeAll(
      SchemaRegistry registry, int count, IntFunction<UnaryOperator<Observation>> thing) {
    Telemetry telemetry = registry.telemetry();
    Observation observation = telemetry.observation();
    for (int i = 0; i < count; i++) {
      telemetry.observe(thing.apply(i).apply(observation));
    }
    registry.flush();
  }

  private static List<SignalSummary> signals(SchemaRegistry registry, SchemaKind kind) {
    return registry
        .telemetry()
        .signals(SignalQuery.of(kind), PageRequest.ofSize(PageRequest.MAX_SIZE))
        .items();
  }

  private static long sum(List<SignalSummary> signals) {
    return signals.stream().mapToLong(one -> one.seen().count()).sum();
  }

  private static long sumOf(List<AttributeProfile> attributes) {
    return attributes.stream().mapToLong(one -> one.seen().count()).sum();
  }

  private static void assertToldOnce(SchemaRegistry registry, String bound) {
    Health health = registry.operations().health();
    assertThat(health.reasons()).filteredOn(reason -> reason.contains(bound)).hasSize(1);
    assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
  }

  @Test
  @Tag("T13")
  default void moreSignalsThanThereIsRoomForAreCountedAsOneAlsoAfterARestart() {
    for (int opening = 1; opening <= 2; opening++) {
      int from = opening * 1_000_000;
      try (SchemaRegistry registry = openObserving(quiet().maxSignals(10))) {
        observeAll(registry, 20_000, i -> o -> o.record("r" + (from + i)).put("k", 1));
        List<SignalSummary> found = signals(registry, SchemaKind.RECORD);
        assertThat(found).hasSize(11);
        assertThat(sum(found)).isEqualTo(20_000L * opening);
        SignalDetails other = registry.telemetry().details(Signal.records(Signal.OTHER));
        assertThat(other.seen().count()).isEqualTo(20_000L * opening - 10);
        assertThat(sumOf(other.attributes())).isEqualTo(20_000L * opening - 10);
        assertToldOnce(registry, "more signals");
      }
    }
  }

  @Test
  @Tag("T13")
  default void logsOfEndlesslyManyServicesAreCountedAsOneForEachSeverity() {
    try (SchemaRegistry registry = openObserving(quiet().maxSignals(10))) {
      observeAll(registry, 20_000, i -> o -> o.log(Severity.INFO, "line").service("pod-" + i));
      observeAll(registry, 10, i -> o -> o.log(Severity.WARN, "line").service("pod-" + i));
      List<SignalSummary> found = signals(registry, SchemaKind.LOG);
      assertThat(found).hasSize(12);
      assertThat(sum(found)).isEqualTo(20_010);
      assertThat(found)
          .contains(
              new SignalSummary(
                  Signal.logs(Signal.OTHER, Severity.WARN),
                  registry.telemetry().details(Signal.logs(Signal.OTHER, Severity.WARN)).seen()));
      SignalDetails other = registry.telemetry().details(Signal.logs(Signal.OTHER, Severity.INFO));
      assertThat(other.values(Aspect.SERVICE)).hasSizeLessThanOrEqualTo(101);
    }
  }

  @Test
  @Tag("T13")
  default void endlesslyManyAttributesOfASignalAreCountedAsOne() {
    attributesAreBounded(100_000);
  }

  @Test
  @Tag("T13")
  @Tag("campaign")
  default void tenTimesEndlesslyManyAttributesOfASignalAreCountedAsOne() {
    attributesAreBounded(1_000_000);
  }

  private void attributesAreBounded(int keys) {
    try (SchemaRegistry registry = openObserving()) {
      observeAll(registry, keys, i -> o -> o.record("r").put("key" + i, "v" + i));
      SignalDetails details = registry.telemetry().details(Signal.records("r"));
      assertThat(details.attributes()).hasSize(201);
      assertThat(sumOf(details.attributes())).isEqualTo(keys);
      AttributeProfile other =
          details.findAttribute(AttributeKey.of(FieldSource.COLUMN, Signal.OTHER)).orElseThrow();
      assertThat(other.seen().count()).isEqualTo(keys - 200);
      assertThat(other.samples()).hasSizeLessThanOrEqualTo(10);
      assertToldOnce(registry, "more attributes");
    }
  }

  @Test
  @Tag("T13")
  default void theAttributesOfAllSignalsTogetherAreBoundedAlsoAfterARestart() {
    for (int opening = 1; opening <= 2; opening++) {
      int from = opening * 100;
      try (SchemaRegistry registry = openObserving(quiet().maxAttributes(50))) {
        observeAll(registry, 1_000, i -> o -> o.record("r" + i % 10).put("k" + (from + i / 10), 1));
        List<SignalDetails> all =
            registry
                .telemetry()
                .details(
                    signals(registry, SchemaKind.RECORD).stream()
                        .map(SignalSummary::signal)
                        .toList());
        assertThat(all.stream().mapToLong(one -> one.attributes().size()).sum())
            .isBetween(50L, 60L);
        assertThat(all.stream().mapToLong(one -> sumOf(one.attributes())).sum())
            .isEqualTo(1_000L * opening);
      }
    }
  }

  @Test
  @Tag("T13")
  default void endlesslyManyServicesScopesAndUnitsAreCountedAsOneEach() {
    int many = 20_000;
    try (SchemaRegistry registry = openObserving()) {
      observeAll(
          registry,
          many,
          i ->
              o ->
                  o.metric(Metric.of("m", MetricType.SUM).in("u" + i).describedAs("d" + i))
                      .service("s" + i)
                      .scope("lib", "v" + i));
      SignalDetails details = registry.telemetry().details(Signal.metric("m"));
      for (Aspect aspect : List.of(Aspect.SERVICE, Aspect.SCOPE, Aspect.UNIT, Aspect.DESCRIPTION)) {
        List<AspectValue> values = details.values(aspect);
        assertThat(values).as("%s", aspect).hasSize(101);
        assertThat(values.get(0).value()).isEqualTo(Signal.OTHER);
        assertThat(values.stream().mapToLong(one -> one.seen().count()).sum()).isEqualTo(many);
      }
      assertThat(
              registry
                  .telemetry()
                  .signals(SignalQuery.of(SchemaKind.METRIC).of(Signal.OTHER), PageRequest.FIRST)
                  .items())
          .hasSize(1);
      assertToldOnce(registry, "more values");
    }
  }

  @Test
  @Tag("T13")
  default void anObservationWithEndlesslyManyAttributesIsCounted() {
    try (SchemaRegistry registry = openObserving(quiet().maxAttributesPerSignal(5_000))) {
      int many = Observation.MAX_ATTRIBUTES + 500;
      observe(
          registry,
          3,
          o -> {
            o.record("r");
            for (int i = 0; i < many; i++) {
              o.put("k" + i, i);
            }
            return o;
          });
      registry.flush();
      SignalDetails details = registry.telemetry().details(Signal.records("r"));
      assertThat(details.seen().count()).isEqualTo(3);
      assertThat(details.attributes()).hasSize(Observation.MAX_ATTRIBUTES + 1);
      assertThat(sumOf(details.attributes())).isEqualTo(3L * many);
      assertToldOnce(registry, "more attributes, events or links");
    }
  }

  @Test
  @Tag("T13")
  default void attributesOfEventsThatFindNoRoomAreNotThoseOfAnother() {
    try (SchemaRegistry registry = openObserving(quiet())) {
      observe(
          registry,
          o -> {
            o.span("s", SpanKind.CLIENT);
            for (int i = 0; i < 1_100; i++) {
              o.event(i < 1_000 ? "early" : "late");
            }
            return o.put("late", 1).link().put("linked", 2);
          });
      registry.flush();
      SignalDetails details = registry.telemetry().details(Signal.span("s", SpanKind.CLIENT));
      assertThat(details.attributes())
          .extracting(one -> one.key().name())
          .containsOnly(Signal.OTHER);
      assertThat(details.values(Aspect.EVENT)).extracting(AspectValue::value).contains("early");
      assertToldOnce(registry, "more attributes, events or links");
    }
  }

  @Test
  @Tag("T13")
  default void namesOfAnyLengthAndKindAreKeptOrCountedAsOthers() {
    String longest = "x".repeat(Signal.MAX_NAME_LENGTH);
    String tooLong = longest + "x";
    try (SchemaRegistry registry = openObserving()) {
      for (String name : List.of("", tooLong, "y".repeat(1 << 20), longest, "a\0b", "a\uD800b")) {
        observe(
            registry,
            o ->
                o.metric(Metric.of(name, MetricType.SUM).in(name).describedAs(name))
                    .service(name)
                    .scope(name, name)
                    .put(name, name)
                    .event(name)
                    .put(name, 1));
      }
      registry.flush();
      String cleaned = "a\uFFFDb";
      assertThat(signals(registry, SchemaKind.METRIC))
          .extracting(one -> one.signal().name(), one -> one.seen().count())
          .containsExactly(tuple(Signal.OTHER, 3L), tuple(cleaned, 2L), tuple(longest, 1L));
      SignalDetails clean = registry.telemetry().details(Signal.metric(cleaned));
      assertThat(clean.attributes())
          .extracting(AttributeProfile::key)
          .containsExactly(
              AttributeKey.of(FieldSource.DATA_POINT, cleaned),
              AttributeKey.ofEvent(cleaned, cleaned));
      assertThat(clean.values(Aspect.SERVICE))
          .singleElement()
          .satisfies(service -> assertThat(service.seen().count()).isEqualTo(2));
      assertThat(registry.telemetry().details(Signal.metric(Signal.OTHER)).attributes())
          .extracting(one -> one.key().name())
          .containsOnly(Signal.OTHER);
      assertToldOnce(registry, "longer than 255");
    }
  }

  @Test
  @Tag("T13")
  default void aLogWithAnEmptyNameOfItsOwnIsCountedWithTheOthers() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, o -> o.log(Severity.INFO, null).named(""));
      registry.flush();
      assertThat(registry.telemetry().details(Signal.event(Signal.OTHER)).seen().count())
          .isEqualTo(1);
    }
  }

  @Test
  @Tag("T13")
  default void valuesOfAnyLengthAndKindAreCounted() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<ValueType> types = List.of(ValueType.values());
    String megabyte = "m".repeat(1 << 20);
    AttributeKey key = AttributeKey.of(FieldSource.COLUMN, "k");
    try (SchemaRegistry registry = openObserving(quiet().maxSampleLength(8))) {
      observe(registry, o -> o.record("r").put("k", megabyte));
      observe(registry, o -> o.record("r").put("k", megabyte + "n"));
      for (int i = 0; i < 300; i++) {
        char[] noise = new char[random.nextInt(20)];
        for (int c = 0; c < noise.length; c++) {
          noise[c] = (char) (random.nextInt(4) == 0 ? 0xD7F0 + random.nextInt(0x820) : c);
        }
        ValueType type = types.get(random.nextInt(types.size()));
        observe(registry, o -> o.record("r").put("k", type, new String(noise)));
      }
      for (double number :
          new double[] {Double.NaN, -0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
        observe(registry, o -> o.record("r").put("number", number).put("number", Long.MIN_VALUE));
      }
      registry.flush();
      SignalDetails details = registry.telemetry().details(Signal.records("r"));
      AttributeProfile profile = details.findAttribute(key).orElseThrow();
      assertThat(profile.seen().count()).isEqualTo(302);
      assertThat(profile.samples())
          .as("seed %s", seed)
          .allSatisfy(sample -> assertThat(sample.length()).isLessThanOrEqualTo(8));
      assertThat(registry.telemetry().cardinality(details.signal(), key, TimeRange.ALL).estimate())
          .as("seed %s", seed)
          .isBetween(2L, 302L);
    }
  }

  @Test
  @Tag("T13")
  @Tag("T8")
  default void moreWindowsAtOnceThanThereIsRoomForAreTold() {
    TestClock clock = new TestClock();
    clock.advance(Duration.ofDays(30));
    AttributeKey key = AttributeKey.of(FieldSource.COLUMN, "k");
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = open(store, quiet().maxAttributes(20), clock)) {
      Telemetry telemetry = registry.telemetry();
      Observation one = telemetry.observation();
      telemetry.observe(one.record("r").at(TestClock.START).put("k", 0));
      // What could not be written keeps everything else in memory until it can be.
      store.refuse(any -> true);
      assertThatThrownBy(registry::flush).isInstanceOf(StoreException.class);
      for (int hour = 1; hour < 700; hour++) {
        telemetry.observe(
            one.record("r").at(TestClock.START.plus(Duration.ofHours(hour))).put("k", hour));
      }
      store.refuse(any -> false);
      registry.flush();
      SignalDetails details = telemetry.details(Signal.records("r"));
      assertThat(details.seen().count()).isEqualTo(700);
      assertThat(details.findAttribute(key).orElseThrow().seen().count()).isEqualTo(700);
      assertThat(telemetry.windows(details.signal(), key, TimeRange.ALL)).hasSizeBetween(2, 20);
      assertToldOnce(registry, "windows");
    }
  }

  @Test
  @Tag("T13")
  default void optionsOutOfRangeAreRefused() {
    TelemetryOptions.Builder options = TelemetryOptions.builder();
    assertThatThrownBy(() -> options.maxSignals(0)).hasMessageContaining("signals is 0");
    for (Runnable wrong :
        List.<Runnable>of(
            () -> options.maxAttributes(10_000_001),
            () -> options.maxAttributesPerSignal(-1),
            () -> options.maxValuesPerAspect(0),
            () -> options.maxSampleLength(0),
            () -> options.maxTemplates(0),
            () -> options.maxSketchBytes(-1),
            () -> options.window(Duration.ZERO),
            () -> options.retention(Duration.ofDays(4_000)),
            () -> options.flushInterval(Duration.ofHours(2)))) {
      assertThatThrownBy(wrong::run).isInstanceOf(InvalidInputException.class);
    }
  }
}
