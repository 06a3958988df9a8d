package io.cairn.registry.core.evolution;

import io.cairn.registry.SemanticLabel;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.evolution.Warning;
import io.cairn.registry.schema.Schema;
import java.util.List;

/** The verdicts, as functions of values. */
public final class Compatibility {
  private Compatibility() {}

  /**
   * Whether a schema may follow a history under a mode. When nothing is wrong and the fields are in
   * much the same order, nothing is allocated.
   *
   * @return every violation by every version that counts; but nothing more is looked for once there
   *     are 10,000 of them, or they have 4 Mi characters
   */
  public static CompatibilityReport check(
      CompatibilityMode mode, Schema proposed, History history, SchemaResolver resolver) {
    if (mode == CompatibilityMode.NONE || history.isEmpty()) {
      return CompatibilityReport.compatible(mode);
    }
    int glance = history.glanceAtNewest(proposed);
    List<Violation> violations =
        history.agrees(mode, proposed, glance)
            ? List.of()
            : explain(mode, proposed, history, resolver);
    List<Warning> warnings =
        Suspicions.arePossible(mode, history, glance)
            ? Suspicions.of(mode, proposed, history, resolver)
            : List.of();
    return violations.isEmpty() && warnings.isEmpty()
        ? CompatibilityReport.compatible(mode)
        : new CompatibilityReport(mode, violations, warnings);
  }

  private static List<Violation> explain(
      CompatibilityMode mode, Schema proposed, History history, SchemaResolver resolver) {
    Findings findings = Findings.all();
    for (History.Earlier earlier : history.relevant(mode)) {
      Schema old = earlier.schema();
      if (mode.checksBackward() && !findings.areEnough()) {
        findings.about(Direction.BACKWARD, earlier.version());
        Reading.explaining(history.options(), resolver, findings).schemas(proposed, old);
      }
      if (mode.checksForward() && !findings.areEnough()) {
        findings.about(Direction.FORWARD, earlier.version());
        Reading.explaining(history.options(), resolver, findings).schemas(old, proposed);
      }
    }
    return findings.violations();
  }

  /** Whether {@code reader} reads what {@code writer} wrote, outside any subject. */
  public static CompatibilityReport canRead(
      Schema reader, Schema writer, ReadingOptions options, SchemaResolver resolver) {
    return check(
        CompatibilityMode.BACKWARD,
        reader,
        History.of(options, List.of(History.Earlier.of(0, writer))),
        resolver);
  }

  /**
   * The label of a version, from the verdict against its predecessor under {@link
   * ReadingOptions#DEFAULTS}: major if old data cannot be read, or old readers break by more than
   * something unknown having been added; minor if something was added; patch otherwise.
   */
  public static SemanticLabel label(
      SemanticLabel previous,
      Schema proposed,
      Schema old,
      SchemaDiff changes,
      SchemaResolver resolver) {
    Findings findings = Findings.until(violation -> !isAddition(violation));
    Reading.explaining(ReadingOptions.DEFAULTS, resolver, findings).schemas(proposed, old);
    if (!findings.areEnough()) {
      findings.about(Direction.FORWARD, 0);
      Reading.explaining(ReadingOptions.DEFAULTS, resolver, findings).schemas(old, proposed);
    }
    List<Violation> violations = findings.violations();
    if (violations.stream().anyMatch(violation -> !isAddition(violation))) {
      return new SemanticLabel(previous.major() + 1, 0, 0);
    }
    if (!violations.isEmpty() || changes.changes().stream().anyMatch(Compatibility::isAddition)) {
      return new SemanticLabel(previous.major(), previous.minor() + 1, 0);
    }
    return new SemanticLabel(previous.major(), previous.minor(), previous.patch() + 1);
  }

  private static boolean isAddition(Violation violation) {
    return violation.direction() == Direction.FORWARD
        && (violation.rule() == Rule.ENUM_SYMBOL_UNKNOWN
            || violation.rule() == Rule.UNION_BRANCH_UNKNOWN);
  }

  private static boolean isAddition(Change change) {
    return change instanceof Change.Added;
  }
}
