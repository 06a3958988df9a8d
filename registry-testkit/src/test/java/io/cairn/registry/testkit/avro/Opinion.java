package io.cairn.registry.testkit.avro;

import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.SchemaResolver;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.schema.Schema;
import java.util.EnumSet;
import java.util.Set;

/**
 * A way to check, and what it is meant to see differently from Avro.
 *
 * @param name also that of its golden file
 * @param checker the verdict
 * @param differences all that there may be
 * @param values what becomes of values where both say yes
 */
record Opinion(String name, Checker checker, Set<Difference> differences, Values values) {
  private static final SchemaResolver NOTHING =
      target -> {
        throw new AssertionError("References are not expressible, and there is one to " + target);
      };

  /** What Cairn says when nobody asks for anything else. */
  static final Opinion OF_CAIRN =
      new Opinion(
          "beside-avro",
          (reader, writer) -> Compatibility.canRead(reader, writer, NOTHING),
          EnumSet.allOf(Difference.class),
          Values.STAY_THE_SAME);

  Opinion {
    differences = Set.copyOf(differences);
  }

  /** Whether a reader reads a writer's data. */
  @FunctionalInterface
  interface Checker {
    CompatibilityReport check(Schema reader, Schema writer);
  }

  /** What becomes of values that both say can be read. */
  enum Values {
    STAY_THE_SAME,
    /** They become what Avro makes of them, rounding and replacing included. */
    MAY_CHANGE
  }
}
