package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.AttributeCardinality;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.CardinalityGrowth;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which attributes have the most values, and which have grown the most. */
public interface RankingContract extends TelemetryUnderTest {
  /** The windows that are observed. */
  int HOURS = 6;

  /** An attribute, told by text. */
  record Ranked(String attribute, long rank) {
    static final Comparator<Ranked> ORDER =
        Comparator.comparingLong(Ranked::rank).reversed().thenComparing(Ranked::attribute);

    static String text(Signal signal, AttributeKey key) {
      return signal.name() + " " + key.name();
    }

    static Ranked of(AttributeCardinality one) {
      return new Ranked(text(one.signal(), one.key()), one.cardinality().estimate());
    }

    static Ranked of(CardinalityGrowth one) {
      return new Ranked(text(one.signal(), one.key()), one.growth());
    }
  }

  private static Instant hour(int number) {
    return TestClock.START.plus(Duration.ofHours(number));
  }

  private static TimeRange hours(int from, int to) {
    return new TimeRange(hour(from), hour(to));
  }

  /** Values by attribute and hour, so few that they are counted exactly. */
  private static Map<String, List<Set<Integer>>> observeAny(SchemaRegistry registry, long seed) {
    Random random = new Random(seed);
    Map<String, List<Set<Integer>>> values = new TreeMap<>();
    for (int i = 0; i < 600; i++) {
      String signal = "s" + random.nextInt(4);
      String attribute = "a" + random.nextInt(5);
      int hour = random.nextInt(HOURS);
      int value = random.nextInt(1 + random.nextInt(20));
      observe(registry, o -> o.record(signal).at(hour(hour)).put(attribute, value));
      values
          .computeIfAbsent(
              signal + " " + attribute,
              any -> IntStream.range(0, HOURS).mapToObj(h -> hashSet()).toList())
          .get(hour)
          .add(value);
    }
    registry.flush();
    return values;
  }

  private static Set<Integer> hashSet() {
    return new HashSet<>();
  }

  private static long count(List<Set<Integer>> byHour, int from, int to) {
    return byHour.subList(from, to).stream()
        .flatMap(Set::stream)
        .collect(Collectors.toSet())
        .size();
  }

  private SchemaRegistry openLate() {
    TestClock clock = new TestClock();
    clock.advance(Duration.ofHours(HOURS));
    return openObserving(quiet(), clock);
  }

  @Test
  @Tag("T8")
  default void theAttributesWithTheMostValuesAreThoseThatCountingAllFinds() {
    long seed = new Random().nextLong();
    try (SchemaRegistry registry = openLate()) {
      Map<String, List<Set<Integer>>> values = observeAny(registry, seed);
      for (int from = 0; from < HOURS; from++) {
        for (int to = from + 1; to <= HOURS; to++) {
          int first = from;
          int last = to;
          List<Ranked> expected =
              values.entrySet().stream()
                  .map(one -> new Ranked(one.getKey(), count(one.getValue(), first, last)))
                  .filter(one -> one.rank() > 0)
                  .sorted(Ranked.ORDER)
                  .toList();
          for (int limit : new int[] {1, 2, 7, 100}) {
            assertThat(registry.telemetry().topAttributes(hours(from, to), limit))
                .extracting(Ranked::of)
                .as("seed %s, hours %s to %s, limit %s", seed, from, to, limit)
                .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
          }
        }
      }
    }
  }

  @Test
  @Tag("T8")
  default void theAttributesThatHaveGrownMostAreThoseThatCountingAllFinds() {
    long seed = new Random().nextLong();
    try (SchemaRegistry registry = openLate()) {
      Map<String, List<Set<Integer>>> values = observeAny(registry, seed);
      for (int between = 1; between < HOURS; between++) {
        int middle = between;
        List<Ranked> expected =
            values.entrySet().stream()
                .map(
                    one ->
                        new Ranked(
                            one.getKey(),
                            count(one.getValue(), middle, HOURS)
                                - count(one.getValue(), 0, middle)))
                .filter(one -> one.rank() > 0)
                .sorted(Ranked.ORDER)
                .toList();
        for (int limit : new int[] {1, 2, 7, 100}) {
          assertThat(registry.telemetry().growth(hours(0, middle), hours(middle, HOURS), limit))
              .extracting(Ranked::of)
              .as("seed %s, before and after %s, limit %s", seed, middle, limit)
              .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
        }
      }
    }
  }

  @Test
  @Tag("T8")
  default void anAttributeThatIsNewHasGrownFromNothing() {
    try (SchemaRegistry registry = openLate()) {
      for (int i = 0; i < 5; i++) {
        String value = "v" + i;
        observe(registry, o -> o.record("r").at(hour(0)).put("old", value));
        observe(registry, o -> o.record("r").at(hour(1)).put("new", value));
      }
      registry.flush();
      assertThat(registry.telemetry().growth(hours(0, 1), hours(1, 2), 10))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.key()).isEqualTo(AttributeKey.of(FieldSource.COLUMN, "new"));
                assertThat(one.before().estimate()).isZero();
                assertThat(one.after().estimate()).isEqualTo(5);
              });
    }
  }
}
