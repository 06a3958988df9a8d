package io.cairn.registry.evolution;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The verdict on a proposed schema, with every violation at once. Immutable.
 *
 * @param mode the mode it was checked under
 * @param violations in the order of the versions, newest first, and of the proposed schema's
 *     fields; empty when compatible
 */
public record CompatibilityReport(CompatibilityMode mode, List<Violation> violations) {
  public CompatibilityReport {
    violations = List.copyOf(violations);
  }

  public boolean isCompatible() {
    return violations.isEmpty();
  }

  /** The verdict for people, a line for each violation. */
  public String explain() {
    if (violations.isEmpty()) {
      return "compatible under " + mode;
    }
    return violations.size()
        + (violations.size() == 1 ? " violation" : " violations")
        + " of "
        + mode
        + violations.stream()
            .map(violation -> "\n  - " + violation.explain())
            .collect(Collectors.joining());
  }
}
