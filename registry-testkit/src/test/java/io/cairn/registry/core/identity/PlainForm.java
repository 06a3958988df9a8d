package io.cairn.registry.core.identity;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is part of a schema's identity, said with schemas: without docs and with everything that has
 * no order in some order. Two schemas have the same identity exactly when these are equal.
 */
final class PlainForm {
  private PlainForm() {}

  static Schema of(Schema schema) {
    return new Schema(schema.kind(), fields(schema.fields()), schema.traits());
  }

  private static List<Field> fields(List<Field> fields) {
    return fields.stream()
        .map(
            field ->
                new Field(
                    field.source(),
                    field.name(),
                    type(field.type()),
                    field.nullability(),
                    field.keys(),
                    field.defaultValue(),
                    field.aliases(),
                    ""))
        .sorted(
            Comparator.comparing(Field::name)
                .thenComparing(
                    field ->
                        Optional.ofNullable(field.source()).map(FieldSource::ordinal).orElse(-1)))
        .toList();
  }

  private static DataType type(DataType type) {
    if (type instanceof EnumType enumeration) {
      return new EnumType(
          enumeration.symbols().stream().sorted().toList(), enumeration.defaultSymbol());
    } else if (type instanceof ArrayType array) {
      return new ArrayType(type(array.element()), array.elements());
    } else if (type instanceof MapType map) {
      return new MapType(type(map.key()), type(map.value()), map.values());
    } else if (type instanceof StructType struct) {
      return new StructType(struct.name(), fields(struct.fields()));
    } else if (type instanceof UnionType union) {
      return new UnionType(
          union.branches().stream()
              .map(PlainForm::type)
              .sorted(Comparator.comparing(UnionType::branchName))
              .toList());
    } else {
      return type;
    }
  }
}
