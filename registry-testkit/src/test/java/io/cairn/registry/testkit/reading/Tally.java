package io.cairn.registry.testkit.reading;

import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import java.util.EnumMap;
import java.util.Map;

/** Counts what kinds of pairs a campaign has had. */
final class Tally {
  private final Identity identity = Identity.create();
  private final Map<Rule, Integer> violations = new EnumMap<>(Rule.class);
  private int pairs;
  private int identical;
  private int compatible;

  void count(Pair pair, CompatibilityReport verdict) {
    pairs++;
    boolean same = identity.canonical(pair.reader()).equals(identity.canonical(pair.writer()));
    if (same) {
      identical++;
    } else if (verdict.isCompatible()) {
      compatible++;
    }
    for (Violation violation : verdict.violations()) {
      violations.merge(violation.rule(), 1, Integer::sum);
    }
  }

  /** The share of all pairs that are compatible although they are not the same. */
  double compatibleShare() {
    return (double) compatible / pairs;
  }

  int violationsOf(Rule rule) {
    return violations.getOrDefault(rule, 0);
  }

  @Override
  public String toString() {
    return pairs
        + " pairs, "
        + identical
        + " identical, "
        + compatible
        + " others compatible, violations "
        + violations;
  }
}
