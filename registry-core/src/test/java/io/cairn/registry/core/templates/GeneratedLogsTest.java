package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T6")
@Tag("T7")
class GeneratedLogsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyLineOfAHundredTemplatesIsGroupedRight(long seed) {
    LabelledLogs logs = new GeneratedLogs(seed, 100).lines(20_000);
    assertThat(logs.accuracy(TemplateSettings.DEFAULTS)).isEqualTo(1.0);
  }

  @Test
  void countsAreThoseOfTheTruth() {
    LabelledLogs logs = new GeneratedLogs(7, 50).lines(5_000);
    TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS);
    Map<Long, Long> found = new HashMap<>();
    Map<Long, Set<String>> truths = new HashMap<>();
    for (int i = 0; i < logs.lines().size(); i++) {
      long number = miner.add(logs.lines().get(i), i);
      truths.computeIfAbsent(number, none -> new java.util.HashSet<>()).add(logs.truth().get(i));
      if (i % 617 == 0) {
        count(found, miner.harvest());
      }
    }
    count(found, miner.harvest());

    assertThat(truths.values()).allMatch(ids -> ids.size() == 1);
    Map<String, Long> truth =
        logs.truth().stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    assertThat(found)
        .allSatisfy(
            (number, count) -> {
              String id = List.copyOf(truths.get(number)).get(0);
              assertThat(count).isEqualTo(truth.get(id));
            });
  }

  private static void count(Map<Long, Long> found, TemplateHarvest harvest) {
    harvest
        .counted()
        .forEach(counted -> found.merge(counted.template().number(), counted.count(), Long::sum));
  }
}
