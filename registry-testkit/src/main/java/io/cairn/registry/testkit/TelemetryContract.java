package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cairn.registry.Cardinality;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Monotonicity;
import io.cairn.registry.telemetry.Seen;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.Temporality;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.telemetry.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known of a signal once it was observed. */
public interface TelemetryContract extends TelemetryUnderTest {
  /** A metric of which everything is said. */
  Metric LATENCY =
      Metric.of("http.latency", MetricType.HISTOGRAM)
          .in("ms")
          .describedAs("How long requests take")
          .with(Temporality.CUMULATIVE)
          .with(Monotonicity.MONOTONIC);

  private static SignalDetails latency(SchemaRegistry registry) {
    registry.flush();
    return registry.telemetry().details(Signal.metric(LATENCY.name()));
  }

  private static AttributeProfile attribute(SignalDetails of, FieldSource source, String name) {
    return of.findAttribute(AttributeKey.of(source, name)).orElseThrow();
  }

  private static Seen seen(long count, Instant first, Instant last) {
    return new Seen(count, first, last);
  }

  private static Seen seen(long count) {
    return seen(count, TestClock.START, TestClock.START);
  }

  @Test
  @Tag("T0")
  @Tag("T1")
  default void whatIsSaidOfAMetricIsKeptAndWhatIsNotSaidChangesNothing() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      observe(registry, o -> o.metric(LATENCY).service("shop").scope("otel.http", "1.2"));
      clock.advance(Duration.ofSeconds(1));
      observe(registry, o -> o.metric(Metric.of(LATENCY.name(), MetricType.HISTOGRAM)));

      SignalDetails details = latency(registry);
      assertThat(details.seen()).isEqualTo(seen(2, TestClock.START, clock.instant()));
      assertThat(details.findLatest(Aspect.TYPE)).contains("HISTOGRAM");
      assertThat(details.findLatest(Aspect.UNIT)).contains("ms");
      assertThat(details.findLatest(Aspect.DESCRIPTION)).contains(LATENCY.description());
      assertThat(details.findLatest(Aspect.TEMPORALITY)).contains("CUMULATIVE");
      assertThat(details.findLatest(Aspect.MONOTONICITY)).contains("MONOTONIC");
      assertThat(details.aspects())
          .contains(
              new AspectValue(Aspect.TYPE, "HISTOGRAM", seen(2, TestClock.START, clock.instant())),
              new AspectValue(Aspect.SERVICE, "shop", seen(1)),
              new AspectValue(Aspect.SCOPE, "otel.http@1.2", seen(1)))
          .hasSize(7);
    }
  }

  @Test
  @Tag("T1")
  default void everyTypeOfMetricIsTold() {
    try (SchemaRegistry registry = openObserving()) {
      for (MetricType type : MetricType.values()) {
        observe(registry, o -> o.metric(Metric.of("m." + type, type)));
      }
      registry.flush();
      for (MetricType type : MetricType.values()) {
        assertThat(registry.telemetry().details(Signal.metric("m." + type)).findLatest(Aspect.TYPE))
            .contains(type.name());
      }
      assertThat(registry.telemetry().conflicts()).isEmpty();
    }
  }

  @Test
  @Tag("T0")
  default void twoTypesOrUnitsForOneNameAreAConflictButTwoServicesOrDescriptionsAreNone() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, 2, o -> o.metric(LATENCY).service("shop").scope("a", ""));
      observe(
          registry,
          o ->
              o.metric(
                      Metric.of(LATENCY.name(), MetricType.GAUGE)
                          .in("s")
                          .describedAs("something else"))
                  .service("stock")
                  .scope("a", "2"));
      observe(registry, o -> o.span("s", SpanKind.CLIENT));
      observe(registry, o -> o.span("s", SpanKind.SERVER));
      registry.flush();
      assertThat(registry.telemetry().conflicts())
          .containsExactly(
              new AspectConflict(
                  Signal.metric(LATENCY.name()),
                  Aspect.TYPE,
                  List.of(
                      new AspectValue(Aspect.TYPE, "HISTOGRAM", seen(2)),
                      new AspectValue(Aspect.TYPE, "GAUGE", seen(1)))),
              new AspectConflict(
                  Signal.metric(LATENCY.name()),
                  Aspect.UNIT,
                  List.of(
                      new AspectValue(Aspect.UNIT, "ms", seen(2)),
                      new AspectValue(Aspect.UNIT, "s", seen(1)))));
    }
  }

  @Test
  @Tag("T3")
  default void attributesAreToldByWhereTheyStand() {
    try (SchemaRegistry registry = openObserving()) {
      observe(
          registry,
          o ->
              o.metric(LATENCY)
                  .put("host", "label")
                  .of(FieldSource.RESOURCE)
                  .put("host", "resource")
                  .of(FieldSource.SCOPE)
                  .put("host", "scope"));
      SignalDetails details = latency(registry);
      assertThat(details.attributes())
          .extracting(one -> one.key().source(), one -> one.key().name(), one -> one.samples())
          .containsExactly(
              tuple(FieldSource.RESOURCE, "host", List.of("resource")),
              tuple(FieldSource.SCOPE, "host", List.of("scope")),
              tuple(FieldSource.DATA_POINT, "host", List.of("label")));
    }
  }

  @Test
  @Tag("T3")
  default void anAttributeHasItsShareOfTheObservations() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, 3, o -> o.metric(LATENCY).put("always", 1).put("mostly", true));
      observe(registry, o -> o.metric(LATENCY).put("always", 2.5).put("mostly", null));
      SignalDetails details = latency(registry);
      AttributeProfile always = attribute(details, FieldSource.DATA_POINT, "always");
      AttributeProfile mostly = attribute(details, FieldSource.DATA_POINT, "mostly");
      assertThat(always.share()).isEqualTo(1);
      assertThat(always.seen()).isEqualTo(seen(4));
      assertThat(always.types()).containsExactly(ValueType.BIGINT, ValueType.DOUBLE);
      assertThat(always.peak()).isEqualTo(new Cardinality(2, 2, 2));
      assertThat(always.samples()).containsExactlyInAnyOrder("1", "2.5");
      assertThat(mostly.share()).isEqualTo(0.75);
      assertThat(mostly.types()).containsExactly(ValueType.BOOLEAN);
      assertThat(mostly.samples()).containsExactly("true");
    }
  }

  @Test
  @Tag("T3")
  default void theSharesAreOfAllObservationsAlsoAfterAnotherOpening() {
    for (int round = 1; round <= 2; round++) {
      try (SchemaRegistry registry = openObserving()) {
        observe(registry, o -> o.metric(LATENCY).put("half", "x"));
        observe(registry, o -> o.metric(LATENCY));
        SignalDetails details = latency(registry);
        assertThat(details.seen().count()).isEqualTo(2L * round);
        assertThat(attribute(details, FieldSource.DATA_POINT, "half").share()).isEqualTo(0.5);
      }
    }
  }

  @Test
  @Tag("T3")
  default void anAttributeThatIsPutTwiceIsPartOfOneObservation() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, o -> o.metric(LATENCY).put("twice", "a").put("twice", 1));
      observe(registry, o -> o.metric(LATENCY));
      AttributeProfile twice = attribute(latency(registry), FieldSource.DATA_POINT, "twice");
      assertThat(twice.seen().count()).isEqualTo(1);
      assertThat(twice.share()).isEqualTo(0.5);
      assertThat(twice.types()).containsExactly(ValueType.TEXT, ValueType.BIGINT);
      assertThat(twice.samples()).containsExactlyInAnyOrder("a", "1");
    }
  }

  @Test
  @Tag("T3")
  default void theFirstTenDifferentValuesAreSamplesCutWhereTheyAreLong() {
    String pair = "\uD83D\uDE00";
    try (SchemaRegistry registry = openObserving(quiet().maxSampleLength(3))) {
      IntStream.range(0, 30)
          .forEach(i -> observe(registry, o -> o.metric(LATENCY).put("k", i / 2 % 12)));
      observe(registry, o -> o.metric(LATENCY).put("long", "ab" + pair + "cd"));
      SignalDetails details = latency(registry);
      assertThat(attribute(details, FieldSource.DATA_POINT, "k").samples())
          .hasSize(10)
          .doesNotHaveDuplicates();
      assertThat(attribute(details, FieldSource.DATA_POINT, "long").samples())
          .containsExactly("ab");
    }
  }

  @Test
  @Tag("T3")
  default void everyTypeOfValueIsTold() {
    try (SchemaRegistry registry = openObserving()) {
      for (ValueType type : ValueType.values()) {
        observe(registry, o -> o.record("r").put("k", type, "v" + type.code()));
      }
      registry.flush();
      AttributeProfile k =
          attribute(registry.telemetry().details(Signal.records("r")), FieldSource.COLUMN, "k");
      assertThat(k.types()).isEqualTo(EnumSet.allOf(ValueType.class));
      assertThat(k.peak().estimate()).isEqualTo(ValueType.values().length);
    }
  }

  @Test
  @Tag("T4")
  default void spansAreToldByKindAndTheirEventsAndLinksAreCountedByThemselves() {
    try (SchemaRegistry registry = openObserving()) {
      observe(
          registry,
          o ->
              o.span("GET /cart", SpanKind.SERVER)
                  .put("route", "/cart")
                  .event("retry")
                  .put("attempt", 1)
                  .event("retry")
                  .event("exception")
                  .put("type", "Timeout")
                  .link()
                  .put("attempt", 7)
                  .of(FieldSource.RESOURCE)
                  .put("host", "a"));
      observe(registry, o -> o.span("GET /cart", SpanKind.CLIENT));
      registry.flush();
      SignalDetails span = registry.telemetry().details(Signal.span("GET /cart", SpanKind.SERVER));
      assertThat(span.values(Aspect.EVENT))
          .containsExactly(
              new AspectValue(Aspect.EVENT, "retry", seen(2)),
              new AspectValue(Aspect.EVENT, "exception", seen(1)));
      assertThat(span.values(Aspect.LINK))
          .containsExactly(new AspectValue(Aspect.LINK, "link", seen(1)));
      assertThat(span.attributes())
          .extracting(one -> one.key().toString(), one -> one.share())
          .containsExactly(
              tuple("resource:host", 1.0),
              tuple("span:route", 1.0),
              tuple("event:exception/type", 1.0),
              tuple("event:retry/attempt", 0.5),
              tuple("link:attempt", 1.0));
      assertThat(registry.telemetry().details(Signal.span("GET /cart", SpanKind.CLIENT)))
          .satisfies(
              client -> {
                assertThat(client.attributes()).isEmpty();
                assertThat(client.aspects()).isEmpty();
              });
    }
  }

  @Test
  @Tag("T4")
  default void attributesOfASpanMayComeBeforeAndAfterThoseOfItsEvents() {
    Signal signal = Signal.span("s", SpanKind.CLIENT);
    try (SchemaRegistry registry = openObserving()) {
      observe(
          registry,
          o ->
              o.span("s", SpanKind.CLIENT)
                  .put("route", "/cart")
                  .event("retry")
                  .put("attempt", 1)
                  .of(FieldSource.SPAN)
                  .put("route", "/order")
                  .put("status", 200)
                  .link()
                  .put("attempt", "first")
                  .of(FieldSource.RESOURCE)
                  .put("host", "a"));
      observe(registry, o -> o.span("s", SpanKind.CLIENT).put("status", true));
      registry.flush();
      SignalDetails details = registry.telemetry().details(signal);
      assertThat(details.attributes())
          .extracting(one -> one.key().toString(), one -> one.share(), one -> one.samples())
          .containsExactly(
              tuple("resource:host", 0.5, List.of("a")),
              tuple("span:route", 0.5, List.of("/cart", "/order")),
              tuple("span:status", 1.0, List.of("200", "true")),
              tuple("event:retry/attempt", 1.0, List.of("1")),
              tuple("link:attempt", 1.0, List.of("first")));
    }
  }

  @Test
  @Tag("T5")
  default void logsAreToldByServiceAndSeverityOrByTheirOwnName() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, 2, o -> o.log(Severity.INFO, "started").service("shop"));
      observe(registry, o -> o.log(Severity.ERROR, "failed").service("shop"));
      observe(registry, o -> o.log(Severity.INFO, null).service("stock"));
      observe(registry, o -> o.log(Severity.INFO, "nobody's"));
      observe(registry, o -> o.log(Severity.WARN, null).named("page_view").service("shop"));
      observe(registry, o -> o.log(Severity.INFO, null).service("stock").named("page_view"));
      registry.flush();
      assertThat(
              registry
                  .telemetry()
                  .details(
                      List.of(
                          Signal.logs("shop", Severity.INFO),
                          Signal.logs("shop", Severity.ERROR),
                          Signal.logs("stock", Severity.INFO),
                          Signal.logs("", Severity.INFO),
                          Signal.event("page_view"))))
          .extracting(one -> one.seen().count())
          .containsExactly(2L, 1L, 1L, 1L, 2L);
      SignalDetails event = registry.telemetry().details(Signal.event("page_view"));
      assertThat(event.values(Aspect.SEVERITY))
          .extracting(AspectValue::value)
          .containsExactly("INFO", "WARN");
      assertThat(event.values(Aspect.SERVICE)).hasSize(2);
    }
  }

  @Test
  @Tag("T2")
  default void detailsOfManyComeInTheOrderAskedForAndUnknownOnesAreLeftOut() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, o -> o.record("a"));
      observe(registry, o -> o.profile("b", "ns"));
      registry.flush();
      assertThat(
              registry
                  .telemetry()
                  .details(List.of(Signal.profile("b"), Signal.profile("a"), Signal.records("a"))))
          .extracting(SignalDetails::signal)
          .containsExactly(Signal.profile("b"), Signal.records("a"));
      assertThat(registry.telemetry().details(Signal.profile("b")).findLatest(Aspect.UNIT))
          .contains("ns");
    }
  }

  @Test
  @Tag("T2")
  default void whatWasNeverObservedIsNotFound() {
    Signal unknown = Signal.metric("nothing");
    AttributeKey key = AttributeKey.of(FieldSource.DATA_POINT, "k");
    try (SchemaRegistry registry = openObserving()) {
      assertThatThrownBy(() -> registry.telemetry().details(unknown))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("metric nothing");
      assertThatThrownBy(() -> registry.telemetry().schema(unknown, TimeRange.ALL))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("metric nothing");
      assertThat(registry.telemetry().details(List.of(unknown))).isEmpty();
      assertThat(registry.telemetry().windows(unknown, key, TimeRange.ALL)).isEmpty();
      assertThat(registry.telemetry().cardinality(unknown, key, TimeRange.ALL))
          .isEqualTo(new Cardinality(0, 0, 0));
      assertThat(registry.telemetry().topAttributes(TimeRange.ALL, 10)).isEmpty();
    }
  }
}
