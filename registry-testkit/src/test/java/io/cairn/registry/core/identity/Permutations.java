package io.cairn.registry.core.identity;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/** Shuffles everything whose order does not matter, at every level, and changes every doc. */
final class Permutations {
  private final Random random;

  Permutations(long seed) {
    random = new Random(seed);
  }

  Schema of(Schema schema) {
    return new Schema(schema.kind(), fields(schema.fields()), schema.traits());
  }

  private List<Field> fields(List<Field> fields) {
    return shuffled(fields).stream()
        .map(
            field ->
                new Field(
                    field.source(),
                    field.name(),
                    type(field.type()),
                    field.nullability(),
                    field.keys(),
                    field.defaultValue(),
                    new LinkedHashSet<>(shuffled(List.copyOf(field.aliases()))),
                    field.doc() + random.nextInt()))
        .toList();
  }

  private DataType type(DataType type) {
    if (type instanceof EnumType enumeration) {
      return new EnumType(shuffled(enumeration.symbols()), enumeration.defaultSymbol());
    } else if (type instanceof ArrayType array) {
      return new ArrayType(type(array.element()), array.elements());
    } else if (type instanceof MapType map) {
      return new MapType(type(map.key()), type(map.value()), map.values());
    } else if (type instanceof StructType struct) {
      return new StructType(struct.name(), fields(struct.fields()));
    } else if (type instanceof UnionType union) {
      return new UnionType(shuffled(union.branches()).stream().map(this::type).toList());
    } else {
      return type;
    }
  }

  private <T> List<T> shuffled(List<T> values) {
    List<T> copy = new ArrayList<>(values);
    Collections.shuffle(copy, random);
    return copy;
  }
}
