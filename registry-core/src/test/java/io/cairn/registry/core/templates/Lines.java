package io.cairn.registry.core.templates;

import io.cairn.registry.core.templates.TemplateHarvest.Counted;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines and what a miner makes of them. */
final class Lines {
  private Lines() {}

  /** What a line looks like after masking: the template of it alone. */
  static String masked(String line) {
    return masked(line, TemplateSettings.DEFAULTS);
  }

  static String masked(String line, TemplateSettings settings) {
    TemplateMiner miner = new TemplateMiner(settings);
    miner.add(line, 0);
    return miner.templates().get(0).text();
  }

  static void addAll(TemplateMiner miner, String... lines) {
    for (String line : lines) {
      miner.add(line, 0);
    }
  }

  /** The texts of a miner's templates, the one unused for longest first. */
  static List<String> texts(TemplateMiner miner) {
    return miner.templates().stream().map(Template::text).toList();
  }

  /** Counts by text, as the next harvest has them. */
  static Map<String, Long> counts(TemplateMiner miner) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Counted counted : miner.harvest().counted()) {
      counts.merge(counted.template().text(), counted.count(), Long::sum);
    }
    return counts;
  }

  static long sum(TemplateHarvest harvest) {
    return harvest.counted().stream().mapToLong(Counted::count).sum();
  }
}
