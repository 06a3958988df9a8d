package io.cairn.registry.testkit;

import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.evolution.Warning.Hint;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a verdict. What fails shows the whole verdict, with every violation. */
public final class CompatibilityReportAssert
    extends AbstractAssert<CompatibilityReportAssert, CompatibilityReport> {

  CompatibilityReportAssert(CompatibilityReport actual) {
    super(actual, CompatibilityReportAssert.class);
  }

  /** There is no violation. */
  public CompatibilityReportAssert isCompatible() {
    isNotNull();
    if (!actual.isCompatible()) {
      failWithMessage("Expected a compatible schema, but found%n%s", actual.explain());
    }
    return this;
  }

  /** There is a violation, whichever. */
  public CompatibilityReportAssert isIncompatible() {
    isNotNull();
    if (actual.isCompatible()) {
      failWithMessage("Expected an incompatible schema, but it is %s", actual.explain());
    }
    return this;
  }

  /**
   * The rule is violated at this place, among others perhaps.
   *
   * @param location a field path as text, {@code kind}, or {@code trait NAME}
   */
  public CompatibilityReportAssert violates(Rule rule, String location) {
    isNotNull();
    if (actual.violations().stream().noneMatch(violation -> is(violation, rule, location))) {
      failWithMessage(
          "Expected a violation of %s at %s, but the verdict is%n%s",
          rule, location, actual.explain());
    }
    return this;
  }

  /** The rule is violated at this place, in whatever directions, and nothing else is. */
  public CompatibilityReportAssert violatesOnly(Rule rule, String location) {
    violates(rule, location);
    List<Violation> others =
        actual.violations().stream().filter(violation -> !is(violation, rule, location)).toList();
    if (!others.isEmpty()) {
      failWithMessage(
          "Expected no violation but that of %s at %s, but found%n%s",
          rule, location, actual.explain());
    }
    return this;
  }

  /** There is a warning of this kind at this place, among others perhaps. */
  public CompatibilityReportAssert warnsOf(Hint hint, String location) {
    isNotNull();
    if (actual.warnings().stream()
        .noneMatch(warning -> warning.hint() == hint && warning.location().equals(location))) {
      failWithMessage(
          "Expected a warning of %s at %s, but the verdict is%n%s",
          hint, location, actual.explain());
    }
    return this;
  }

  /** There is no warning. */
  public CompatibilityReportAssert hasNoWarnings() {
    isNotNull();
    if (!actual.warnings().isEmpty()) {
      failWithMessage("Expected no warning, but the verdict is%n%s", actual.explain());
    }
    return this;
  }

  private static boolean is(Violation violation, Rule rule, String location) {
    return violation.rule() == rule && violation.location().equals(location);
  }
}
