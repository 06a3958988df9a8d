package io.cairn.registry.core.rendering;

import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Verdicts and counts in sentences. They hold nothing that a user wrote. */
final class Verdicts {
  private Verdicts() {}

  /** As in {@code 3 changes (1 added, 2 changed)}. */
  static String summary(List<ChangeEntry> entries) {
    if (entries.isEmpty()) {
      return "no changes";
    }
    List<String> parts = new ArrayList<>();
    marks(entries).forEach((mark, count) -> parts.add(count + " " + mark.word()));
    return PartText.count(entries.size(), "change", "changes")
        + " ("
        + String.join(", ", parts)
        + ")";
  }

  static Map<Mark, Integer> marks(List<ChangeEntry> entries) {
    Map<Mark, Integer> marks = new EnumMap<>(Mark.class);
    entries.forEach(entry -> marks.merge(entry.group().mark(), 1, Integer::sum));
    return marks;
  }

  static String verdict(CompatibilityReport report) {
    String verdict =
        report.isCompatible()
            ? "Compatible under " + report.mode()
            : "Not compatible under "
                + report.mode()
                + ": "
                + PartText.count(report.violations().size(), "violation", "violations");
    return report.warnings().isEmpty()
        ? verdict
        : verdict + ", " + PartText.count(report.warnings().size(), "warning", "warnings");
  }

  static String whom(Violation violation) {
    String version = violation.against() == 0 ? "" : " of version " + violation.against();
    return violation.direction() == Direction.BACKWARD
        ? "reading data" + (version.isEmpty() ? " of the old schema" : version)
        : "read by programs" + (version.isEmpty() ? " of the old schema" : version);
  }

  static String sentence(String part) {
    return part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1) + ".";
  }
}
