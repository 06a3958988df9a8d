package io.cairn.registry.testkit;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a field's default is written. */
enum DefaultForm {
  NONE,
  NULL,
  LITERAL,
  CALL,
  CALL_WITH_ARGUMENTS;

  /** A default of this form, or none if the type takes none of this form. */
  DefaultValue of(DataType type, Nullability nullability) {
    DefaultValue value =
        switch (this) {
          case NONE -> DefaultValue.NONE;
          case NULL -> DefaultValue.literal(null);
          case LITERAL -> DefaultValue.literal(literal(type));
          case CALL -> DefaultValue.call("NOW");
          case CALL_WITH_ARGUMENTS -> DefaultValue.call("pick", "it's", 1.50, List.of(true));
        };
    return ifFits(value, type, nullability);
  }

  /** The default, or none if a field of this type does not take it. */
  static DefaultValue ifFits(DefaultValue value, DataType type, Nullability nullability) {
    try {
      return new Field(null, "any", type, nullability, Set.of(), value, Set.of(), "")
          .defaultValue();
    } catch (InvalidInputException refused) {
      return DefaultValue.NONE;
    }
  }

  private static Object literal(DataType type) {
    return switch (type.tag()) {
      case BOOLEAN -> true;
      case SMALLINT -> Short.MIN_VALUE;
      case INT -> Integer.MAX_VALUE;
      case BIGINT -> Long.MIN_VALUE;
      case FLOAT -> -0.25f;
      case DOUBLE -> 1e300;
      case TEXT -> "it's größer 😀";
      case BYTES -> "AAEC";
      case DATE -> "2024-02-29";
      case TIME -> "23:59:59.999999";
      case TIMESTAMP -> "2024-02-29T12:00:00";
      case DATETIME -> "2024-02-29T12:00:00Z";
      case UUID -> "123e4567-e89b-12d3-a456-426614174000";
      case JSON -> Map.of("a", List.of(1, "x", Map.of()));
      case DECIMAL -> 0;
      case EMBEDDING -> vector((EmbeddingType) type);
      case ENUM -> ((EnumType) type).symbols().get(0);
      case ARRAY -> List.of();
      case MAP, REFERENCE -> Map.of();
      case STRUCT -> struct((StructType) type);
      case UNION -> literal(((UnionType) type).branches().get(0));
    };
  }

  /** Only short vectors have a default that is worth writing out. */
  private static List<Double> vector(EmbeddingType type) {
    return Collections.nCopies(Math.min(type.dimension(), 16), 0.5);
  }

  private static Map<String, Object> struct(StructType type) {
    Map<String, Object> values = new LinkedHashMap<>();
    type.fields().forEach(field -> values.put(field.name(), literal(field.type())));
    return values;
  }
}
