package io.cairn.registry.evolution;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict on a proposed schema, with every violation at once. Immutable.
 *
 * @param mode the mode it was checked under
 * @param violations in the order of the versions, newest first, and of the proposed schema's
 *     fields; empty when compatible
 * @param warnings what is allowed and deserves a second look, in the order of the proposed schema's
 *     fields
 */
public record CompatibilityReport(
    CompatibilityMode mode, List<Violation> violations, List<Warning> warnings) {
  private static final Map<CompatibilityMode, CompatibilityReport> COMPATIBLE =
      Stream.of(CompatibilityMode.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  mode -> mode, mode -> new CompatibilityReport(mode, List.of(), List.of())));

  public CompatibilityReport {
    violations = List.copyOf(violations);
    warnings = List.copyOf(warnings);
  }

  /** The verdict that nothing is wrong. */
  public static CompatibilityReport compatible(CompatibilityMode mode) {
    return Objects.requireNonNull(COMPATIBLE.get(mode));
  }

  public boolean isCompatible() {
    return violations.isEmpty();
  }

  /** The verdict for people, a line for each violation and each warning. */
  public String explain() {
    StringBuilder text = new StringBuilder();
    if (violations.isEmpty()) {
      text.append("compatible under ").append(mode);
    } else {
      text.append(count(violations.size(), "violation")).append(" of ").append(mode);
    }
    if (!warnings.isEmpty()) {
      text.append(", ").append(count(warnings.size(), "warning"));
    }
    Stream.concat(
            violations.stream().map(Violation::explain), warnings.stream().map(Warning::explain))
        .forEach(line -> text.append("\n  - ").append(line));
    return text.toString();
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
