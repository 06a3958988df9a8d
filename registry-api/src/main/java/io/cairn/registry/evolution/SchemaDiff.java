package io.cairn.registry.evolution;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What changed between two schemas. Immutable.
 *
 * @param changes kind, traits, then fields in the order of the new schema, then removed fields in
 *     the order of the old one
 */
public record SchemaDiff(List<Change> changes) {
  public SchemaDiff {
    changes = List.copyOf(changes);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The changes for people, a line for each; empty if there are none. */
  public String explain() {
    return changes.stream().map(Change::explain).collect(Collectors.joining("\n"));
  }
}
