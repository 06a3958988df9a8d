package io.cairn.registry.core.rendering;

import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.evolution.Warning;
import java.util.List;
import java.util.stream.Stream;

/**
 * A violation or a warning, as it is shown.
 *
 * @param code the rule or the hint
 * @param location where it is
 * @param whom who is concerned
 * @param oldPart what stood there
 * @param newPart what stands there
 * @param reason why it matters, a sentence
 * @param remedy what to do, a sentence
 */
record Remark(
    String code,
    String location,
    String whom,
    String oldPart,
    String newPart,
    String reason,
    String remedy) {

  /** The violations, then the warnings. */
  static List<Remark> of(CompatibilityReport report) {
    return Stream.concat(
            report.violations().stream().map(Remark::of),
            report.warnings().stream().map(Remark::of))
        .toList();
  }

  private static Remark of(Violation violation) {
    return new Remark(
        violation.rule().name(),
        violation.location(),
        Verdicts.whom(violation),
        violation.oldPart(),
        violation.newPart(),
        Verdicts.sentence(violation.rule().reason()),
        Verdicts.sentence(violation.rule().remedy(violation.direction())));
  }

  private static Remark of(Warning warning) {
    return new Remark(
        warning.hint().name(),
        warning.location(),
        "a warning, compared with "
            + (warning.against() == 0 ? "the old schema" : "version " + warning.against()),
        warning.oldPart(),
        warning.newPart(),
        Verdicts.sentence(warning.hint().reason()),
        Verdicts.sentence(warning.hint().remedy()));
  }
}
