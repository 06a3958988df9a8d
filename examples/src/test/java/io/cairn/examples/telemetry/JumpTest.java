package io.cairn.examples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.testkit.TestClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T8")
class JumpTest {
  private final TestClock clock = new TestClock();

  /** The jump of an attribute that has so many different values hour by hour. */
  private Optional<Jump> find(int... hours) {
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(new MemoryStore()).clock(clock).build()) {
      Telemetry telemetry = registry.telemetry();
      Observation observation = telemetry.observation();
      for (int values : hours) {
        telemetry.observe(observation.record("r"));
        for (int value = 0; value < values; value++) {
          telemetry.observe(observation.record("r").put("a", value));
        }
        clock.advance(Duration.ofHours(1));
      }
      registry.flush();
      return Jump.find(telemetry, telemetry.topAttributes(TimeRange.ALL, 1).get(0));
    }
  }

  private static Optional<Jump> jump(int hour, long before, long after) {
    return Optional.of(new Jump(TestClock.START.plus(Duration.ofHours(hour)), before, after));
  }

  @Test
  void itIsWhereAnAttributeComesWithManyValues() {
    assertThat(find(0, 0, 10, 90)).isEqualTo(jump(2, 0, 10));
  }

  @Test
  void itIsWhereThereAreMoreThanTwiceAsManyAsEverBefore() {
    assertThat(find(12, 5, 24)).isEmpty();
    assertThat(find(12, 5, 24, 49)).isEqualTo(jump(6, 24, 49));
  }

  @Test
  void fewValuesAreNone() {
    assertThat(find(1, 9, 9)).isEmpty();
  }

  @Test
  void whatWasThereFromTheBeginningIsNone() {
    assertThat(find(50, 60, 100)).isEmpty();
  }
}
