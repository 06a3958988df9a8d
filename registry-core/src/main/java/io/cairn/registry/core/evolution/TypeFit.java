package io.cairn.registry.core.evolution;

import static io.cairn.registry.schema.TypeTag.BIGINT;
import static io.cairn.registry.schema.TypeTag.DECIMAL;
import static io.cairn.registry.schema.TypeTag.DOUBLE;
import static io.cairn.registry.schema.TypeTag.FLOAT;
import static io.cairn.registry.schema.TypeTag.INT;
import static io.cairn.registry.schema.TypeTag.SMALLINT;

import io.cairn.registry.evolution.Rule;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.TypeTag;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether every value of one type without parts is, unchanged, a value of another. */
final class TypeFit {
  /**
   * For each type the wider ones that hold all of its values exactly; decimals depend on their
   * digits and are apart.
   */
  private static final Map<TypeTag, Set<TypeTag>> WIDER =
      new EnumMap<>(
          Map.of(
              SMALLINT, Set.of(INT, BIGINT, FLOAT, DOUBLE),
              INT, Set.of(BIGINT, DOUBLE),
              FLOAT, Set.of(DOUBLE)));

  /** How many decimal digits the integers of each type can have. */
  private static final Map<TypeTag, Integer> DIGITS =
      new EnumMap<>(Map.of(SMALLINT, 5, INT, 10, BIGINT, 19));

  private static final Set<TypeTag> APPROXIMATE = Set.of(FLOAT, DOUBLE);

  private TypeFit() {}

  /** The rule that keeps a reader's type from taking a writer's values; empty if nothing does. */
  static Optional<Rule> violated(DataType reader, DataType writer) {
    if (reader.equals(writer) || widens(writer, reader)) {
      return Optional.empty();
    }
    if (reader instanceof DecimalType to
        && writer instanceof DecimalType from
        && to.scale() != from.scale()) {
      return Optional.of(Rule.DECIMAL_SCALE_CHANGED);
    }
    if (reader instanceof EmbeddingType && writer instanceof EmbeddingType) {
      return Optional.of(Rule.EMBEDDING_CHANGED);
    }
    if (widens(reader, writer)) {
      return Optional.of(Rule.TYPE_NARROWED);
    }
    return Optional.of(isNumber(reader) && isNumber(writer) ? Rule.TYPE_LOSSY : Rule.TYPE_CHANGED);
  }

  private static boolean widens(DataType from, DataType to) {
    if (to instanceof DecimalType wide) {
      if (from instanceof DecimalType narrow) {
        return wide.scale() == narrow.scale() && wide.precision() >= narrow.precision();
      }
      Integer digits = DIGITS.get(from.tag());
      return digits != null && wide.scale() == 0 && wide.precision() >= digits;
    }
    return WIDER.getOrDefault(from.tag(), Set.of()).contains(to.tag());
  }

  private static boolean isNumber(DataType type) {
    return DIGITS.containsKey(type.tag())
        || APPROXIMATE.contains(type.tag())
        || type.tag() == DECIMAL;
  }
}
