package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;

/** Schemas of one field that lead straight down. */
enum Tower {
  OF_STRUCTS,
  OF_ARRAYS,
  OF_MAPS,
  /** A union holds no union, so that structures stand between them. */
  OF_UNIONS,
  OF_EVERYTHING;

  private static final String NAME = "f";

  /** With the scalar as deep as {@code depth} says. */
  Schema schema(int depth, DataType scalar) {
    DataType type = scalar;
    for (int at = depth - 1; at >= 1; at--) {
      type = around(type, at);
    }
    return Schema.of(Field.required(NAME, type));
  }

  private DataType around(DataType inner, int depth) {
    return switch (this) {
      case OF_STRUCTS -> struct(inner);
      case OF_ARRAYS -> DataType.array(inner);
      case OF_MAPS -> DataType.map(inner);
      case OF_UNIONS -> depth % 2 == 1 ? struct(inner) : union(inner);
      case OF_EVERYTHING ->
          switch (depth % 4) {
            case 3 -> struct(inner);
            case 2 -> union(inner);
            case 1 -> DataType.array(inner);
            default -> DataType.map(inner);
          };
    };
  }

  private static DataType struct(DataType inner) {
    return DataType.struct("S", Field.required(NAME, inner));
  }

  private static DataType union(DataType inner) {
    return DataType.union(inner, ScalarType.UUID);
  }
}
