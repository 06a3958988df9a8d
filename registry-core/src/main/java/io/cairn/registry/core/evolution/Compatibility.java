package io.cairn.registry.core.evolution;

import io.cairn.registry.SemanticLabel;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** The verdicts, as functions of values. */
public final class Compatibility {

  /**
   * An earlier version to check against.
   *
   * @param version its number
   * @param schema its schema
   */
  public record Earlier(int version, Schema schema) {}

  private Compatibility() {}

  /**
   * Whether a schema may follow a history under a mode.
   *
   * @param history the live versions, newest first; only the first counts unless the mode is
   *     transitive
   */
  public static CompatibilityReport check(
      CompatibilityMode mode, Schema proposed, List<Earlier> history, SchemaResolver resolver) {
    List<Violation> violations = new ArrayList<>();
    for (Earlier earlier : relevant(mode, history)) {
      if (mode.checksBackward()) {
        Reading.check(
            proposed,
            earlier.schema(),
            earlier.version(),
            Direction.BACKWARD,
            resolver,
            violations);
      }
      if (mode.checksForward()) {
        Reading.check(
            proposed, earlier.schema(), earlier.version(), Direction.FORWARD, resolver, violations);
      }
    }
    return new CompatibilityReport(mode, violations);
  }

  /** The part of a history, newest first, that counts under a mode. */
  public static <T> List<T> relevant(CompatibilityMode mode, List<T> history) {
    if (mode == CompatibilityMode.NONE) {
      return List.of();
    }
    return mode.isTransitive() ? history : history.subList(0, Math.min(1, history.size()));
  }

  /** Whether {@code reader} reads what {@code writer} wrote, outside any subject. */
  public static CompatibilityReport canRead(Schema reader, Schema writer, SchemaResolver resolver) {
    return check(CompatibilityMode.BACKWARD, reader, List.of(new Earlier(0, writer)), resolver);
  }

  /**
   * The label of a version, from the verdict against its predecessor: major if old data cannot be
   * read, or old readers break by more than something unknown having been added; minor if something
   * was added; patch otherwise.
   */
  public static SemanticLabel label(
      SemanticLabel previous,
      Schema proposed,
      Schema old,
      SchemaDiff changes,
      SchemaResolver resolver) {
    List<Violation> violations =
        check(CompatibilityMode.FULL, proposed, List.of(new Earlier(0, old)), resolver)
            .violations();
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
