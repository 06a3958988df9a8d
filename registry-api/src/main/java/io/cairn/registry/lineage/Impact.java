package io.cairn.registry.lineage;

import io.cairn.registry.evolution.CompatibilityReport;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whom a proposed schema concerns. Immutable and thread-safe.
 *
 * @param verdict what registering it would say
 * @param concerns the consumers that it concerns, in the order of participants
 */
public record Impact(CompatibilityReport verdict, List<Concern> concerns) {
  public Impact {
    concerns = List.copyOf(concerns);
  }

  /** Whether some consumer can no longer read the data. */
  public boolean isBreaking() {
    return concerns.stream().anyMatch(Concern::isBreaking);
  }

  /** The impact for people: the verdict, then each concern. */
  public String explain() {
    return concerns.stream()
        .map(concern -> "\n  " + concern.explain())
        .collect(
            Collectors.joining(
                "",
                verdict.explain()
                    + "\n"
                    + (concerns.isEmpty()
                        ? "no consumer is concerned"
                        : "concerns " + concerns.size() + " of its consumers:"),
                ""));
  }
}
