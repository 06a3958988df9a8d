package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.Comparator;
import java.util.List;

/** Types and fields without regard to the order of fields, symbols and branches. */
final class Content {
  private static final Comparator<Field> BY_KEY =
      Comparator.comparing(
              Field::source, Comparator.nullsFirst(Comparator.<FieldSource>naturalOrder()))
          .thenComparing(Field::name);

  private Content() {}

  static boolean same(DataType one, DataType other) {
    return one.equals(other) || sorted(one).equals(sorted(other));
  }

  static boolean same(Field one, Field other) {
    return one.equals(other) || sorted(one).equals(sorted(other));
  }

  private static Field sorted(Field field) {
    return retyped(field, sorted(field.type()));
  }

  private static DataType sorted(DataType type) {
    if (type instanceof ArrayType array) {
      return new ArrayType(sorted(array.element()), array.elements());
    } else if (type instanceof MapType map) {
      return new MapType(sorted(map.key()), sorted(map.value()), map.values());
    } else if (type instanceof StructType struct) {
      List<Field> fields = struct.fields().stream().map(Content::sorted).sorted(BY_KEY).toList();
      return new StructType(struct.name(), fields);
    } else if (type instanceof UnionType union) {
      Comparator<DataType> byName = Comparator.comparing(UnionType::branchName);
      return new UnionType(union.branches().stream().map(Content::sorted).sorted(byName).toList());
    } else if (type instanceof EnumType symbols) {
      return new EnumType(symbols.symbols().stream().sorted().toList(), symbols.defaultSymbol());
    }
    return type;
  }

  private static Field retyped(Field field, DataType type) {
    return new Field(
        field.source(),
        field.name(),
        type,
        field.nullability(),
        field.keys(),
        field.defaultValue(),
        field.aliases(),
        field.doc());
  }
}
