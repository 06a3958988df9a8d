package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.open;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.cairn.registry.Cardinality;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalDetails;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many different values an attribute has had, window by window. */
public interface CardinalityContract extends TelemetryUnderTest {
  Duration HOUR = Duration.ofHours(1);
  Signal VISITS = Signal.records("visits");
  AttributeKey VISITOR = AttributeKey.of(FieldSource.COLUMN, "visitor");

  private static UnaryOperator<Observation> visit(Instant at, String visitor) {
    return o -> o.record(VISITS.name()).at(at).put(VISITOR.name(), visitor);
  }

  private static Instant hour(int number) {
    return TestClock.START.plus(HOUR.multipliedBy(number));
  }

  private static Cardinality exactly(long values) {
    return new Cardinality(values, values, values);
  }

  private static Cardinality visitors(SchemaRegistry registry, TimeRange range) {
    return registry.telemetry().cardinality(VISITS, VISITOR, range);
  }

  private static TestClock clockAt(int hour) {
    TestClock clock = new TestClock();
    clock.advance(HOUR.multipliedBy(hour));
    return clock;
  }

  private static List<TelemetryStore.Window> stored(RegistryStore store) {
    return store.telemetry().windows(VISITS, VISITOR, 0, Long.MAX_VALUE);
  }

  @Test
  @Tag("T8")
  default void anObservationBelongsToTheWindowOfItsTimeHoweverLateItComes() {
    TestClock clock = clockAt(5);
    clock.advance(Duration.ofMinutes(30));
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      Instant middle = hour(2).plus(HOUR).minusMillis(1);
      observe(registry, visit(clock.instant(), "a"));
      observe(registry, visit(hour(2), "a"));
      observe(registry, visit(middle, "b"));
      observe(registry, 2, visit(hour(3), "a"));
      registry.flush();
      observe(registry, visit(hour(2).plusMillis(1), "c"));
      observe(registry, visit(hour(2).plusMillis(1), "b"));
      registry.flush();
      assertThat(registry.telemetry().windows(VISITS, VISITOR, TimeRange.ALL))
          .extracting(
              one -> one.start(),
              one -> one.seen().count(),
              one -> one.seen().first(),
              one -> one.seen().last(),
              one -> one.cardinality())
          .containsExactly(
              tuple(hour(2), 4L, hour(2), middle, exactly(3)),
              tuple(hour(3), 2L, hour(3), hour(3), exactly(1)),
              tuple(hour(5), 1L, clock.instant(), clock.instant(), exactly(1)));
      assertThat(visitors(registry, TimeRange.ALL)).isEqualTo(exactly(3));
      assertThat(visitors(registry, new TimeRange(hour(3), hour(6)))).isEqualTo(exactly(1));
      SignalDetails details = registry.telemetry().details(VISITS);
      assertThat(details.seen().first()).isEqualTo(hour(2));
      assertThat(details.findAttribute(VISITOR).orElseThrow().peak()).isEqualTo(exactly(3));
    }
  }

  @Test
  @Tag("T8")
  default void rangesThatFollowEachOtherShareNoWindow() {
    TestClock clock = clockAt(3);
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      for (int i = 0; i < 4; i++) {
        observe(registry, visit(hour(i), "v" + i));
      }
      registry.flush();
      Telemetry telemetry = registry.telemetry();
      assertThat(telemetry.windows(VISITS, VISITOR, new TimeRange(hour(1), hour(3)))).hasSize(2);
      assertThat(
              telemetry.windows(
                  VISITS, VISITOR, new TimeRange(hour(1).plusMillis(1), hour(2).plusMillis(1))))
          .singleElement()
          .satisfies(window -> assertThat(window.start()).isEqualTo(hour(2)));
      assertThat(telemetry.windows(VISITS, VISITOR, TimeRange.since(hour(3)))).hasSize(1);
      assertThat(visitors(registry, TimeRange.before(hour(2), HOUR))).isEqualTo(exactly(1));
      assertThat(visitors(registry, TimeRange.before(hour(0), HOUR))).isEqualTo(exactly(0));
      assertThat(visitors(registry, new TimeRange(Instant.MIN, Instant.MAX))).isEqualTo(exactly(4));
      assertThatThrownBy(() -> new TimeRange(hour(1), hour(1)))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  @Tag("T8")
  default void inWhichOrderValuesComeAndHowOftenIsWrittenDoesNotMatter() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<UnaryOperator<Observation>> visits = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      visits.add(visit(hour(random.nextInt(4)), "v" + random.nextInt(900)));
    }
    List<List<TelemetryStore.Window>> kept = new ArrayList<>();
    for (int flushes : new int[] {0, 2, 20}) {
      RegistryStore store = new MemoryStore();
      Collections.shuffle(visits, random);
      try (SchemaRegistry registry = open(store, quiet(), clockAt(4))) {
        for (int i = 0; i < visits.size(); i++) {
          observe(registry, visits.get(i));
          if (flushes > 0 && i % (visits.size() / flushes) == 0) {
            registry.flush();
          }
        }
        registry.flush();
        kept.add(stored(store));
      }
    }
    assertThat(kept.get(0)).as("seed %s", seed).hasSize(4);
    assertThat(kept).as("seed %s", seed).containsOnly(kept.get(0));
  }

  @Test
  @Tag("T8")
  default void fewValuesAreCountedExactlyAndManyWithinThreeStandardErrors() {
    try (SchemaRegistry registry = openObserving()) {
      Telemetry telemetry = registry.telemetry();
      Observation observation = telemetry.observation();
      for (int i = 0; i < 20_000; i++) {
        telemetry.observe(
            observation
                .record(VISITS.name())
                .put(VISITOR.name(), "visitor " + i)
                .put("number", (long) i)
                .put("few", i % 30));
      }
      registry.flush();
      Cardinality many = visitors(registry, TimeRange.ALL);
      assertThat(many.estimate()).isCloseTo(20_000, within(960L));
      assertThat(many.lowerBound()).isLessThan(many.estimate());
      assertThat(many.upperBound()).isGreaterThan(many.estimate());
      assertThat(
              telemetry
                  .cardinality(VISITS, AttributeKey.of(FieldSource.COLUMN, "number"), TimeRange.ALL)
                  .estimate())
          .isCloseTo(20_000, within(960L));
      assertThat(
              telemetry.cardinality(
                  VISITS, AttributeKey.of(FieldSource.COLUMN, "few"), TimeRange.ALL))
          .isEqualTo(exactly(30));
    }
  }

  @Test
  @Tag("T10")
  default void aRestartKeepsEveryBitAndCountsNoValueAgain() {
    List<TelemetryStore.Window> before = new ArrayList<>();
    for (int opening = 1; opening <= 3; opening++) {
      RegistryStore store = openStore();
      try (SchemaRegistry registry = open(store, quiet(), clockAt(1))) {
        assertThat(stored(store)).isEqualTo(before);
        for (int i = 0; i < 2_000; i++) {
          observe(registry, visit(hour(i % 2), "v" + i));
        }
        registry.flush();
        List<TelemetryStore.Window> after = stored(store);
        assertThat(after).hasSize(2);
        assertThat(after.get(0).tally().count()).isEqualTo(1_000L * opening);
        if (opening > 1) {
          assertThat(after)
              .extracting(TelemetryStore.Window::sketch)
              .isEqualTo(before.stream().map(TelemetryStore.Window::sketch).toList());
        }
        before = after;
      }
    }
  }

  @Test
  @Tag("T8")
  default void whatIsOlderThanWindowsAreKeptCountsInTheTotalsAlone() {
    TestClock clock = clockAt(100 * 24);
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      observe(registry, visit(hour(1), "old"));
      observe(registry, visit(Instant.EPOCH, "older"));
      observe(registry, visit(Instant.MIN, "oldest"));
      registry.flush();
      assertThat(registry.telemetry().windows(VISITS, VISITOR, TimeRange.ALL)).isEmpty();
      assertThat(visitors(registry, TimeRange.ALL)).isEqualTo(exactly(0));
      SignalDetails details = registry.telemetry().details(VISITS);
      assertThat(details.seen().count()).isEqualTo(3);
      assertThat(details.seen().first()).isEqualTo(Instant.EPOCH);
      assertThat(details.seen().last()).isEqualTo(hour(1));
      AttributeProfile visitor = details.findAttribute(VISITOR).orElseThrow();
      assertThat(visitor.samples()).containsExactlyInAnyOrder("old", "older", "oldest");
      assertThat(visitor.seen().count()).isEqualTo(3);
      assertThatThrownBy(() -> registry.telemetry().schema(VISITS, TimeRange.ALL))
          .isInstanceOf(NotFoundException.class);
      Instant kept = clock.instant().minus(Duration.ofDays(30));
      observe(registry, visit(kept, "in time"));
      observe(registry, visit(kept.minusMillis(1), "a millisecond late"));
      registry.flush();
      assertThat(registry.telemetry().windows(VISITS, VISITOR, TimeRange.ALL))
          .singleElement()
          .satisfies(window -> assertThat(window.start()).isEqualTo(kept));
    }
  }

  @Test
  @Tag("T8")
  default void whatIsMoreThanAWindowInTheFutureIsFromNow() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      observe(registry, visit(hour(1), "next window"));
      observe(registry, visit(hour(1).plusMillis(1), "too far"));
      observe(registry, visit(Instant.MAX, "farther"));
      registry.flush();
      assertThat(registry.telemetry().windows(VISITS, VISITOR, TimeRange.ALL))
          .extracting(one -> one.start(), one -> one.seen().count())
          .containsExactly(tuple(hour(0), 2L), tuple(hour(1), 1L));
      assertThat(registry.telemetry().details(VISITS).seen().last()).isEqualTo(hour(1));
    }
  }

  @Test
  @Tag("T8")
  default void windowsGoWhenTheirTimeIsOverAndTotalsStay() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openObserving(quiet().retention(HOUR.multipliedBy(3)), clock)) {
      for (int i = 0; i < 10; i++) {
        observe(registry, visit(clock.instant(), "v" + i));
        observe(registry, o -> o.record("other").put("k", 1));
        registry.flush();
        int kept = Math.min(i + 1, 4);
        assertThat(registry.telemetry().windows(VISITS, VISITOR, TimeRange.ALL))
            .hasSize(kept)
            .last()
            .satisfies(window -> assertThat(window.start()).isEqualTo(clock.instant()));
        assertThat(visitors(registry, TimeRange.ALL)).isEqualTo(exactly(kept));
        clock.advance(HOUR);
      }
      assertThat(registry.telemetry().details(VISITS).seen().count()).isEqualTo(10);
      assertThat(registry.telemetry().details(VISITS).findAttribute(VISITOR).orElseThrow())
          .satisfies(visitor -> assertThat(visitor.samples()).hasSize(10));
      clock.advance(HOUR.multipliedBy(-24));
      observe(registry, o -> o.record(VISITS.name()).put(VISITOR.name(), "back in time"));
      registry.flush();
      assertThat(registry.telemetry().details(VISITS).seen().count()).isEqualTo(11);
    }
  }

  @Test
  @Tag("T8")
  default void windowsAreAsLongAsTheOptionsSay() {
    Duration minute = Duration.ofMinutes(1);
    TestClock clock = clockAt(1);
    try (SchemaRegistry registry = openObserving(quiet().window(minute), clock)) {
      observe(registry, visit(clock.instant().minusSeconds(1), "a"));
      observe(registry, visit(clock.instant(), "b"));
      registry.flush();
      assertThat(registry.telemetry().windows(VISITS, VISITOR, TimeRange.ALL))
          .extracting(one -> one.start())
          .containsExactly(clock.instant().minus(minute), clock.instant());
    }
  }

  @Test
  @Tag("T8")
  @Tag("T13")
  default void valuesThatFoundNoRoomAreToldApartAsSoonAsThereIsSome() {
    try (SchemaRegistry registry = openObserving(quiet().maxSketchBytes(0))) {
      UnaryOperator<Observation> wide =
          o -> {
            o.record(VISITS.name());
            for (int i = 0; i < 4; i++) {
              o.put("k" + i, "constant").put("n" + i, 7);
            }
            return o;
          };
      for (int i = 0; i < 10; i++) {
        observe(registry, wide);
        registry.flush();
      }
      assertThat(registry.telemetry().details(VISITS).seen().count()).isEqualTo(10);
      AttributeKey last = AttributeKey.of(FieldSource.COLUMN, "n3");
      observe(registry, o -> o.record(VISITS.name()).put(last.name(), 7));
      registry.flush();
      assertThat(registry.telemetry().cardinality(VISITS, last, TimeRange.ALL))
          .isEqualTo(exactly(1));
    }
  }
}
