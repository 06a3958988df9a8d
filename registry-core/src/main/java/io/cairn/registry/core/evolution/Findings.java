package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects what keeps readers from reading, as violations of one check. */
final class Findings {
  /** When so many were found, or they are so long together, nothing more is looked for. */
  private static final int MAX_VIOLATIONS = Schema.MAX_FIELDS;

  private static final int MAX_CHARACTERS = 4 << 20;

  private final Predicate<Violation> last;
  private final List<Violation> violations = new ArrayList<>();
  private Direction direction = Direction.BACKWARD;
  private int against;
  private int characters;
  private boolean areEnough;

  private Findings(Predicate<Violation> last) {
    this.last = last;
  }

  static Findings all() {
    return new Findings(violation -> false);
  }

  /** Until the first one of a kind. */
  static Findings until(Predicate<Violation> last) {
    return new Findings(last);
  }

  /** Says what the next findings are about. */
  void about(Direction readers, int version) {
    direction = readers;
    against = version;
  }

  void add(Rule rule, String location, String reader, String writer) {
    boolean backward = direction == Direction.BACKWARD;
    Violation violation =
        new Violation(
            rule,
            direction,
            location,
            backward ? writer : reader,
            backward ? reader : writer,
            against);
    violations.add(violation);
    characters += location.length() + reader.length() + writer.length();
    areEnough |=
        violations.size() >= MAX_VIOLATIONS || characters >= MAX_CHARACTERS || last.test(violation);
  }

  boolean areEnough() {
    return areEnough;
  }

  List<Violation> violations() {
    return violations;
  }
}
