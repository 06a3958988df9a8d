package io.cairn.registry.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Participation;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.telemetry.Seen;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L1")
class UsageTest {
  private static final Usage PLAIN =
      Usage.consumed(Subject.of("n", "orders"), Participant.service("billing"));

  private static Set<FieldPath> fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> FieldPath.of("f" + i))
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsSaidIsWithinBounds() {
    assertThat(PLAIN.withVersion(0).withFields(fields(1_000)).withTime(Instant.EPOCH).fields())
        .hasSize(1_000);
    assertThatThrownBy(() -> PLAIN.withVersion(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> PLAIN.withFields(fields(1_001)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1001");
    assertThatThrownBy(() -> PLAIN.withFields("x".repeat(1_001)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1001");
    assertThatThrownBy(() -> PLAIN.withFields("a[")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> PLAIN.withTime(Instant.EPOCH.minusNanos(1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1969");
  }

  @Test
  void aFieldMayBeNamedTwice() {
    assertThat(PLAIN.withFields("a", "b[].c", "a").fields())
        .containsExactlyInAnyOrder(FieldPath.of("a"), FieldPath.parse("b[].c"));
  }

  @Test
  void theLastVersionIsTheOneUsedLastAndOfSeveralTheHighest() {
    assertThat(versions(Map.of()).lastVersion()).isEmpty();
    assertThat(versions(Map.of(0, 9)).lastVersion()).isEmpty();
    assertThat(versions(Map.of(0, 9, 3, 1, 2, 5)).lastVersion()).hasValue(2);
    assertThat(versions(Map.of(3, 5, 2, 5)).lastVersion()).hasValue(3);
  }

  private static Participation versions(Map<Integer, Integer> lastSeconds) {
    TreeMap<Integer, Seen> versions = new TreeMap<>();
    lastSeconds.forEach((version, second) -> versions.put(version, seen(second)));
    return new Participation(
        Participant.service("billing"), seen(9), versions, Map.of(), null, null);
  }

  private static Seen seen(int second) {
    return new Seen(1, Instant.EPOCH, Instant.ofEpochSecond(second));
  }
}
