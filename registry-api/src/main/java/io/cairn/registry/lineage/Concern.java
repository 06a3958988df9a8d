package io.cairn.registry.lineage;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.Violation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a consumer has to know of a change. Immutable and thread-safe.
 *
 * @param consumer who reads the data
 * @param version the version that the proposed schema was compared with
 * @param basis which fields it was taken to read
 * @param changes the changes of what it reads, from that version to the proposed schema
 * @param violations why a reader with that version's schema cannot read what is written with the
 *     proposed one, as far as it is about what the consumer reads; empty if it can
 */
public record Concern(
    Participation consumer,
    int version,
    Basis basis,
    List<Change> changes,
    List<Violation> violations) {

  /** Which fields a consumer is taken to read. */
  public enum Basis {
    /** Those that it named. */
    NAMED_FIELDS,
    /** All of them, since it was there without naming any. */
    ALL_FIELDS
  }

  public Concern {
    changes = List.copyOf(changes);
    violations = List.copyOf(violations);
  }

  /**
   * Whether it can no longer read the data. If not, it still gets other data than before, such as
   * nothing where a field was.
   */
  public boolean isBreaking() {
    return !violations.isEmpty();
  }

  /** The concern for people: who, then a line for each change and each violation. */
  public String explain() {
    String who =
        consumer.participant()
            + " (version "
            + version
            + (basis == Basis.ALL_FIELDS ? ", did not say which fields it reads)" : ")");
    return Stream.concat(
            changes.stream().map(Change::explain), violations.stream().map(Violation::explain))
        .collect(Collectors.joining("\n    ", who + "\n    ", ""));
  }
}
