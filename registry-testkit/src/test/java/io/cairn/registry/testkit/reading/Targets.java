package io.cairn.registry.testkit.reading;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import java.util.List;
import java.util.Random;

/** Gives schemas fields of the types that are rare and yet have much to go wrong. */
final class Targets {
  private Targets() {}

  static Schema added(Schema schema, Random random) {
    Schema.Builder builder = schema.toBuilder();
    for (int i = 0; i < 3; i++) {
      DataType type = wrapped(type(random), random);
      String name = "target " + i;
      builder.field(random.nextBoolean() ? Field.required(name, type) : Field.nullable(name, type));
    }
    return builder.build();
  }

  private static DataType type(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new EmbeddingType(1 + random.nextInt(4));
      case 1 -> Library.any(random);
      case 2 -> new DecimalType(3 + random.nextInt(36), 1 + random.nextInt(3));
      default -> TypeEdits.number(random);
    };
  }

  private static DataType wrapped(DataType type, Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> new ArrayType(type, Nullability.REQUIRED);
      case 1 -> new MapType(TypeEdits.number(random), type, Nullability.REQUIRED);
      case 2 -> new StructType("Target", List.of(Field.required("inner", type)));
      default -> type;
    };
  }
}
