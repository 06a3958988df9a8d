package io.cairn.registry.testkit.avro;

import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.core.evolution.SchemaResolver;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.schema.Schema;
import java.util.EnumSet;
import java.util.Set;

/**
 * A way to check, and what it is meant to see differently from Avro.
 *
 * @param name also that of its golden file
 * @param checker the verdict
 * @param differences all that there may be
 */
record Opinion(String name, Checker checker, Set<Difference> differences) {
  private static final SchemaResolver NOTHING =
      target -> {
        throw new AssertionError("References are not expressible, and there is one to " + target);
      };

  /** What Cairn says when nobody asks for anything else. */
  static final Opinion OF_CAIRN =
      new Opinion(
          "beside-avro",
          (reader, writer) ->
              Compatibility.canRead(reader, writer, ReadingOptions.DEFAULTS, NOTHING),
          EnumSet.allOf(Difference.class));

  /** What Cairn says when it is asked to be like Avro as far as it can. */
  static final Opinion LIKE_AVRO =
      new Opinion(
          "like-avro",
          (reader, writer) -> Compatibility.canRead(reader, writer, ReadingOptions.AVRO, NOTHING),
          EnumSet.complementOf(
              EnumSet.of(
                  Difference.NULLABLE_IS_OPTIONAL,
                  Difference.ENUM_DEFAULT,
                  Difference.ROUNDING,
                  Difference.TEXT_AND_BYTES)));

  Opinion {
    differences = Set.copyOf(differences);
  }

  /** Whether a reader reads a writer's data. */
  @FunctionalInterface
  interface Checker {
    CompatibilityReport check(Schema reader, Schema writer);
  }
}
