package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Collects what keeps readers from reading, as violations of one check. */
final class Findings {
  /** When so many were found, no further version and no further reference is looked into. */
  private static final int ENOUGH = Schema.MAX_FIELDS;

  private final List<Violation> violations = new ArrayList<>();
  private Direction direction = Direction.BACKWARD;
  private int against;

  /** Says what the next findings are about. */
  void about(Direction readers, int version) {
    direction = readers;
    against = version;
  }

  void add(Rule rule, String location, String reader, String writer) {
    boolean backward = direction == Direction.BACKWARD;
    violations.add(
        new Violation(
            rule,
            direction,
            location,
            backward ? writer : reader,
            backward ? reader : writer,
            against));
  }

  int count() {
    return violations.size();
  }

  boolean areEnough() {
    return violations.size() >= ENOUGH;
  }

  List<Violation> violations() {
    return violations;
  }
}
