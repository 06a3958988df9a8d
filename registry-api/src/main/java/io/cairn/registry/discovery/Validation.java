package io.cairn.registry.discovery;

import java.util.List;

/**
 * Whether data is what a schema says. Immutable.
 *
 * @param records how many records were read
 * @param contradictions where it is not; empty if it is
 */
public record Validation(long records, List<Contradiction> contradictions) {
  public Validation {
    contradictions = List.copyOf(contradictions);
  }

  public boolean fits() {
    return contradictions.isEmpty();
  }
}
