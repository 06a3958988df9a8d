package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Splits a stream of lines anywhere, and goes on with another miner. */
@Tag("T7")
class RestartTest {
  private static final int LINES = 400;
  private static final String[] TOKENS = {
    "a",
    "b",
    "c",
    "d",
    "up",
    "down",
    "n1",
    "n2",
    "17",
    "-3ms",
    "10.0.0.1",
    "<*>",
    "<NUM>",
    "x=5,",
    "é"
  };

  @Property(tries = 300)
  void aRestoredMinerGoesOnAsTheEarlierOneWouldHave(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = LINES) int split,
      @ForAll @IntRange(min = 3, max = 6) int depth,
      @ForAll @IntRange(min = 1, max = 6) int maxChildren,
      @ForAll @IntRange(min = 0, max = 10) int tenths,
      @ForAll @IntRange(min = 1, max = 60) int maxClusters) {
    TemplateSettings settings =
        TemplateSettings.DEFAULTS
            .depth(depth)
            .maxChildren(maxChildren)
            .similarity(tenths / 10.0)
            .maxClusters(maxClusters)
            .maxTokens(6);
    List<String> lines = lines(seed);
    TemplateMiner whole = new TemplateMiner(settings);
    lines.subList(0, split).forEach(line -> whole.add(line, 0));
    TemplateMiner restored = new TemplateMiner(settings);
    restored.restore(whole.templates(), whole.lastNumber());

    for (String line : lines.subList(split, LINES)) {
      assertThat(restored.add(line, 0)).isEqualTo(whole.add(line, 0));
      assertThat(restored.templates()).isEqualTo(whole.templates());
    }
    assertThat(new HashSet<>(places(whole))).hasSameSizeAs(whole.templates());
  }

  /** What a user of harvests keeps is enough, if no template has to make room. */
  @Property(tries = 300)
  void whatHarvestsTellIsEnoughToGoOn(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = LINES) int split) {
    TemplateSettings settings = TemplateSettings.DEFAULTS.similarity(0.4);
    List<String> lines = lines(seed);
    TemplateMiner whole = new TemplateMiner(settings);
    Map<Long, Template> kept = new LinkedHashMap<>();
    for (int i = 0; i < split; i++) {
      whole.add(lines.get(i), i);
      if (i % 13 == 0) {
        keep(kept, whole.harvest());
      }
    }
    keep(kept, whole.harvest());
    TemplateMiner restored = new TemplateMiner(settings);
    restored.restore(kept.values(), 0);

    for (String line : lines.subList(split, LINES)) {
      assertThat(restored.add(line, 0)).isEqualTo(whole.add(line, 0));
    }
    assertThat(restored.templates()).containsExactlyInAnyOrderElementsOf(whole.templates());
  }

  private static void keep(Map<Long, Template> kept, TemplateHarvest harvest) {
    harvest.gone().forEach(gone -> kept.remove(gone.number()));
    harvest.counted().forEach(counted -> kept.put(counted.template().number(), counted.template()));
  }

  private static List<List<String>> places(TemplateMiner miner) {
    List<List<String>> places = new ArrayList<>();
    miner.templates().forEach(template -> places.add(List.of(template.path(), template.text())));
    return places;
  }

  private static List<String> lines(long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      StringBuilder line = new StringBuilder();
      int tokens = random.nextInt(9);
      for (int j = 0; j < tokens; j++) {
        line.append(TOKENS[random.nextInt(TOKENS.length)]).append(' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
