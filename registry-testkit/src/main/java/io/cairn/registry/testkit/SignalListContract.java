package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.catalog.Page;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Seen;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finding signals by kind, name and service, in orders and pages. */
public interface SignalListContract extends TelemetryUnderTest {

  private static Metric metric(String name) {
    return Metric.of(name, MetricType.SUM);
  }

  private static List<SignalSummary> all(SchemaRegistry registry, SignalQuery query, int size) {
    List<SignalSummary> all = new ArrayList<>();
    Optional<PageRequest> next = Optional.of(PageRequest.ofSize(size));
    while (next.isPresent()) {
      Page<SignalSummary> page = registry.telemetry().signals(query, next.get());
      assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
      all.addAll(page.items());
      next = page.findNext();
    }
    return all;
  }

  private static List<String> names(SchemaRegistry registry, SignalQuery query) {
    return all(registry, query, PageRequest.MAX_SIZE).stream()
        .map(one -> one.signal().name())
        .toList();
  }

  @Test
  @Tag("T2")
  default void theSignalsOfAServiceHaveItsOwnCountsAndTimes() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      observe(registry, 3, o -> o.metric(metric("requests")).service("shop"));
      clock.advance(Duration.ofMinutes(1));
      observe(registry, 2, o -> o.metric(metric("requests")).service("stock"));
      observe(registry, o -> o.metric(metric("errors")).service("stock"));
      observe(registry, o -> o.metric(metric("errors")));
      registry.flush();
      Seen shop = new Seen(3, TestClock.START, TestClock.START);
      Seen both = new Seen(5, TestClock.START, clock.instant());
      SignalQuery metrics = SignalQuery.of(SchemaKind.METRIC);
      assertThat(all(registry, metrics.of("shop"), 10))
          .containsExactly(new SignalSummary(Signal.metric("requests"), shop));
      assertThat(all(registry, metrics.named("req*"), 10))
          .containsExactly(new SignalSummary(Signal.metric("requests"), both));
      assertThat(names(registry, metrics.of("stock"))).containsExactly("errors", "requests");
      assertThat(names(registry, metrics.of("stock").mostObservedFirst()))
          .containsExactly("requests", "errors");
      assertThat(names(registry, metrics.of("nobody"))).isEmpty();
      assertThat(names(registry, SignalQuery.of(SchemaKind.SPAN))).isEmpty();
    }
  }

  @Test
  @Tag("T2")
  default void spansAndLogsOfAServiceAreFoundTheSameWay() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, o -> o.span("work", SpanKind.SERVER).service("shop"));
      observe(registry, o -> o.span("work", SpanKind.CLIENT).service("stock"));
      observe(registry, o -> o.log(Severity.INFO, "x").service("shop"));
      observe(registry, o -> o.log(Severity.INFO, "x").named("e").service("shop"));
      registry.flush();
      assertThat(all(registry, SignalQuery.of(SchemaKind.SPAN).of("shop"), 10))
          .extracting(SignalSummary::signal)
          .containsExactly(Signal.span("work", SpanKind.SERVER));
      assertThat(all(registry, SignalQuery.of(SchemaKind.LOG).of("shop"), 10))
          .extracting(SignalSummary::signal)
          .containsExactly(Signal.event("e"), Signal.logs("shop", Severity.INFO));
    }
  }

  @Test
  @Tag("T2")
  default void pagesOfAnySizeHaveEachSignalOnceInBothOrders() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> names =
        List.of("1:2:3", ":", "%", "_", "a*", "a?", "a\\", "'", "\"", "é", "\uD83D\uDE00", "\n");
    try (SchemaRegistry registry = openObserving()) {
      for (String name : names) {
        for (SpanKind kind : List.of(SpanKind.CLIENT, SpanKind.SERVER)) {
          observe(registry, 1 + random.nextInt(3), o -> o.span(name, kind).service("s"));
        }
      }
      registry.flush();
      SignalQuery spans = SignalQuery.of(SchemaKind.SPAN);
      for (SignalQuery query : List.of(spans, spans.mostObservedFirst(), spans.of("s"))) {
        List<SignalSummary> whole = all(registry, query, PageRequest.MAX_SIZE);
        assertThat(whole).as("seed %s", seed).hasSize(2 * names.size()).doesNotHaveDuplicates();
        for (int size = 1; size <= 2 * names.size() + 1; size++) {
          assertThat(all(registry, query, size)).as("seed %s, %s", seed, size).isEqualTo(whole);
        }
      }
      assertThat(all(registry, spans.mostObservedFirst(), 5))
          .as("seed %s", seed)
          .isSortedAccordingTo((a, b) -> Long.compare(b.seen().count(), a.seen().count()));
      for (String name : names) {
        String exactly = NamePattern.exactly(name).text();
        assertThat(names(registry, spans.named(exactly))).containsExactly(name, name);
      }
    }
  }

  @Test
  @Tag("T2")
  default void whatComesBetweenTwoPagesByNameDoesNotMoveTheOthers() {
    try (SchemaRegistry registry = openObserving()) {
      List.of("b", "d", "f").forEach(name -> observe(registry, o -> o.metric(metric(name))));
      registry.flush();
      SignalQuery metrics = SignalQuery.of(SchemaKind.METRIC);
      Page<SignalSummary> first = registry.telemetry().signals(metrics, PageRequest.ofSize(2));
      List.of("a", "e").forEach(name -> observe(registry, o -> o.metric(metric(name))));
      registry.flush();
      assertThat(registry.telemetry().signals(metrics, first.findNext().orElseThrow()).items())
          .extracting(one -> one.signal().name())
          .containsExactly("e", "f");
    }
  }

  @Test
  @Tag("T2")
  default void aPageThatEndedNowhereIsRefused() {
    try (SchemaRegistry registry = openObserving()) {
      observe(registry, o -> o.metric(metric("m")));
      registry.flush();
      for (String foreign :
          List.of("x", ":", "::", "1:", "1:2", "1:2:", "1:2:3", "a:b:c:d", "1:0:-1:x", "1:0:9:x")) {
        PageRequest after = PageRequest.ofSize(1).after(foreign);
        assertThatThrownBy(
                () -> registry.telemetry().signals(SignalQuery.of(SchemaKind.METRIC), after))
            .as(foreign)
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(foreign);
      }
      for (int limit : IntStream.of(0, -1, PageRequest.MAX_SIZE + 1).toArray()) {
        assertThatThrownBy(() -> registry.telemetry().topAttributes(TimeRange.ALL, limit))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(String.valueOf(limit));
      }
    }
  }
}
