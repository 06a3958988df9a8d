package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Small schemas, neighbours of them, and values of them, from a seed. Names and types are few, so
 * that two schemas often have something in common.
 */
final class RandomSchemas {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final List<DataType> SIMPLE =
      List.of(
          ScalarType.SMALLINT,
          ScalarType.INT,
          ScalarType.BIGINT,
          ScalarType.FLOAT,
          ScalarType.DOUBLE,
          ScalarType.TEXT,
          ScalarType.BOOLEAN,
          DataType.decimal(5, 0),
          DataType.decimal(10, 0),
          DataType.decimal(12, 2),
          DataType.enumeration("A", "B"),
          DataType.enumeration("A", "B", "C"));

  /** A value of a union: which branch it is of, and the value. */
  record Chosen(DataType branch, Object value) {}

  private final Random random;

  RandomSchemas(long seed) {
    random = new Random(seed);
  }

  Schema schema() {
    Schema.Builder schema = Schema.builder().fields(fields(2));
    if (oneIn(10)) {
      schema.kind(SchemaKind.METRIC);
    }
    if (oneIn(5)) {
      schema.trait("unit", oneIn(2) ? "s" : "ms");
    }
    return schema.build();
  }

  /** The schema with some of its fields changed, dropped or added, at any depth. */
  Schema neighbour(Schema schema) {
    return schema.fields().isEmpty()
        ? schema()
        : new Schema(schema.kind(), changed(schema.fields(), 2), schema.traits());
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private List<Field> fields(int depth) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    List<Field> fields = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      fields.add(field(names.remove(0), names, depth));
    }
    return fields;
  }

  private Field field(String name, List<String> free, int depth) {
    DataType type = type(depth);
    Field.Builder field = Field.builder(name, type);
    if (oneIn(3)) {
      field.nullable();
    }
    if (oneIn(3)) {
      field.defaultsTo(plain(value(type)));
    }
    if (oneIn(4) && !free.isEmpty()) {
      field.alias(free.remove(0));
    }
    if (oneIn(12)) {
      field.key(FieldKey.PRIMARY);
    }
    if (oneIn(4)) {
      field.doc("doc " + random.nextInt(3));
    }
    return field.build();
  }

  private DataType type(int depth) {
    if (depth == 0 || oneIn(2)) {
      return oneOf(SIMPLE);
    }
    return switch (random.nextInt(4)) {
      case 0 -> new ArrayType(type(depth - 1), nullability());
      case 1 -> new MapType(ScalarType.TEXT, type(depth - 1), nullability());
      case 2 -> new StructType(oneIn(2) ? "S" : null, fields(depth - 1));
      default -> union(Stream.generate(() -> type(depth - 1)).limit(3).toList());
    };
  }

  private Nullability nullability() {
    return oneIn(2) ? Nullability.NULLABLE : Nullability.REQUIRED;
  }

  private static DataType union(List<DataType> candidates) {
    Set<String> names = new LinkedHashSet<>();
    List<DataType> branches = new ArrayList<>();
    for (DataType branch : candidates) {
      if (!(branch instanceof UnionType) && names.add(UnionType.branchName(branch))) {
        branches.add(branch);
      }
    }
    return branches.size() < 2 ? candidates.get(0) : new UnionType(branches);
  }

  private List<Field> changed(List<Field> fields, int depth) {
    Set<String> taken = new LinkedHashSet<>();
    List<Field> result = new ArrayList<>();
    for (Field field : fields) {
      if (oneIn(6)) {
        continue;
      }
      Field next = oneIn(2) ? field : changed(field, depth);
      if (taken.add(next.name()) && next.aliases().stream().allMatch(taken::add)) {
        result.add(next);
      }
    }
    List<String> free = new ArrayList<>(NAMES);
    free.removeAll(taken);
    if (oneIn(3) && !free.isEmpty()) {
      result.add(field(free.remove(0), free, depth));
    }
    Collections.shuffle(result, random);
    return result;
  }

  private Field changed(Field field, int depth) {
    DataType type = oneIn(4) ? type(depth) : changed(field.type(), depth);
    boolean renamed = oneIn(5);
    Field.Builder next = Field.builder(renamed ? oneOf(NAMES) : field.name(), type);
    next.nullability(oneIn(4) ? nullability() : field.nullability()).doc(field.doc());
    field.keys().forEach(next::key);
    if (renamed) {
      Field plain = next.build();
      return plain.name().equals(field.name())
          ? plain
          : plain.toBuilder().alias(field.name()).build();
    }
    if (oneIn(3)) {
      next.defaultsTo(plain(value(type)));
    }
    return next.build();
  }

  private DataType changed(DataType type, int depth) {
    if (type instanceof ArrayType array) {
      return new ArrayType(changed(array.element(), depth - 1), array.elements());
    } else if (type instanceof MapType map) {
      return new MapType(map.key(), changed(map.value(), depth - 1), map.values());
    } else if (type instanceof StructType struct) {
      return new StructType(struct.name(), changed(struct.fields(), depth - 1));
    } else if (type instanceof UnionType union) {
      List<DataType> branches = new ArrayList<>();
      union.branches().forEach(branch -> branches.add(changed(branch, depth - 1)));
      if (oneIn(2)) {
        branches.add(oneOf(SIMPLE));
      }
      Collections.shuffle(branches, random);
      return union(branches);
    }
    return oneIn(2) ? type : oneOf(SIMPLE);
  }

  /** A value for each field, as a writer has them. */
  Map<String, @Nullable Object> record(List<Field> fields) {
    Map<String, @Nullable Object> record = new HashMap<>();
    for (Field field : fields) {
      record.put(field.name(), valueOrNull(field.type(), field.nullability()));
    }
    return record;
  }

  private @Nullable Object valueOrNull(DataType type, Nullability nullability) {
    return nullability == Nullability.NULLABLE && oneIn(3) ? null : value(type);
  }

  /** A value of the type, at the edge of what it holds more often than not. */
  Object value(DataType type) {
    if (type instanceof ScalarType scalar) {
      return scalar(scalar);
    } else if (type instanceof DecimalType decimal) {
      BigDecimal largest = BigDecimal.TEN.pow(decimal.precision()).subtract(BigDecimal.ONE);
      return largest.movePointLeft(decimal.scale());
    } else if (type instanceof EnumType symbols) {
      return oneOf(symbols.symbols());
    } else if (type instanceof ArrayType array) {
      List<@Nullable Object> list = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        list.add(valueOrNull(array.element(), array.elements()));
      }
      return list;
    } else if (type instanceof MapType map) {
      Map<String, @Nullable Object> entries = new HashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        entries.put("k" + i, valueOrNull(map.value(), map.values()));
      }
      return entries;
    } else if (type instanceof StructType struct) {
      return record(struct.fields());
    } else if (type instanceof UnionType union) {
      DataType branch = oneOf(union.branches());
      return new Chosen(branch, value(branch));
    }
    throw new AssertionError(type);
  }

  /** The value as a literal, which does not say which branches were chosen. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Chosen chosen) {
      return plain(chosen.value);
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item)));
      return items;
    } else if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> entries = new HashMap<>();
      map.forEach((key, item) -> entries.put((String) key, plain(item)));
      return entries;
    }
    return value;
  }

  private Object scalar(ScalarType type) {
    boolean edge = random.nextBoolean();
    return switch (type) {
      case BOOLEAN -> edge;
      case SMALLINT -> BigDecimal.valueOf(edge ? Short.MAX_VALUE : Short.MIN_VALUE);
      case INT -> BigDecimal.valueOf(edge ? Integer.MAX_VALUE : Integer.MIN_VALUE);
      case BIGINT -> BigDecimal.valueOf(edge ? Long.MAX_VALUE : Long.MIN_VALUE);
      case FLOAT -> new BigDecimal(edge ? Float.MAX_VALUE : 0.1f);
      case DOUBLE -> new BigDecimal(edge ? 1e200 : 0.1d);
      default -> "any text";
    };
  }
}
