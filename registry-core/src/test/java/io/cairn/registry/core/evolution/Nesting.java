package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import java.util.List;

/** Where a list of fields can stand in a schema: at its top, or three levels down. */
enum Nesting {
  AT_THE_TOP(""),
  IN_STRUCTS("."),
  IN_ARRAYS("[]."),
  IN_MAPS("{}."),
  IN_UNIONS("<S>.");

  private final String step;

  Nesting(String step) {
    this.step = step;
  }

  Schema schema(List<Field> fields) {
    if (this == AT_THE_TOP) {
      return Schema.builder().fields(fields).build();
    }
    List<Field> inner = fields;
    for (String name : List.of("c", "b", "a")) {
      inner =
          List.of(
              Field.required("other" + name, ScalarType.UUID),
              Field.required(name, type(new StructType("S", inner))));
    }
    return Schema.builder().fields(inner).build();
  }

  private DataType type(StructType struct) {
    return switch (this) {
      case AT_THE_TOP, IN_STRUCTS -> struct;
      case IN_ARRAYS -> DataType.array(struct);
      case IN_MAPS -> DataType.map(struct);
      case IN_UNIONS -> DataType.union(struct, ScalarType.TEXT);
    };
  }

  /** The text of the path of what stands at {@code location} in the list. */
  String path(String location) {
    return this == AT_THE_TOP ? location : "a" + step + "b" + step + "c" + step + location;
  }
}
