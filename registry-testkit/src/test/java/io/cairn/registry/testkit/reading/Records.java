package io.cairn.registry.testkit.reading;

import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import io.cairn.registry.testkit.reading.Stored.Chosen;
import io.cairn.registry.testkit.reading.Stored.Row;
import io.cairn.registry.testkit.reading.Stored.Symbol;
import io.cairn.registry.testkit.reading.Stored.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records of a schema. Few, and yet every edge of every type, every symbol, every branch and every
 * null stands, wherever it may stand, in one of them: whatever can be misread is there to be
 * misread. What stands beside what is left to chance.
 */
final class Records {
  private final Random random;
  private final Function<VersionRef, Schema> schemas;

  Records(Random random, Function<VersionRef, Schema> schemas) {
    this.random = random;
    this.schemas = schemas;
  }

  List<Row> of(Schema schema) {
    return rows(schema.fields());
  }

  /** As many rows as the field with the most values needs; the others begin again. */
  private List<Row> rows(List<Field> fields) {
    Map<FieldPath.Named, List<@Nullable Object>> columns = new LinkedHashMap<>();
    int most = 1;
    for (Field field : fields) {
      List<@Nullable Object> column = values(field.type(), field.nullability());
      columns.put(Place.key(field), column);
      most = Math.max(most, column.size());
    }
    int shift = random.nextInt(1_000);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Map<FieldPath.Named, @Nullable Object> row = new LinkedHashMap<>();
      int at = i;
      columns.forEach(
          (name, column) -> row.put(name, column.get((at + shift * row.size()) % column.size())));
      rows.add(new Row(row));
    }
    return rows;
  }

  private List<@Nullable Object> values(DataType type, Nullability nullability) {
    List<@Nullable Object> values = new ArrayList<>(values(type));
    if (nullability == Nullability.NULLABLE) {
      values.add(null);
    }
    return values;
  }

  private List<?> values(DataType type) {
    if (type instanceof ScalarType scalar) {
      return with(Edges.any(scalar, random), Edges.of(scalar));
    } else if (type instanceof DecimalType decimal) {
      return with(Edges.any(decimal, random), Edges.of(decimal));
    } else if (type instanceof EnumType enumeration) {
      return enumeration.symbols().stream().map(Symbol::new).toList();
    } else if (type instanceof EmbeddingType embedding) {
      return List.of(vector(embedding));
    } else if (type instanceof ArrayType array) {
      return List.of(List.of(), values(array.element(), array.elements()));
    } else if (type instanceof MapType map) {
      return maps(map);
    } else if (type instanceof UnionType union) {
      return chosen(union);
    } else if (type instanceof ReferenceType reference) {
      return rows(schemas.apply(reference.target()).fields());
    }
    return rows(((StructType) type).fields());
  }

  private static List<Object> with(Object one, List<Object> others) {
    List<Object> all = new ArrayList<>(others);
    all.add(one);
    return all;
  }

  private Vector vector(EmbeddingType type) {
    float[] numbers = new float[type.dimension()];
    Arrays.fill(numbers, random.nextFloat());
    return new Vector(numbers);
  }

  /** An empty map, and maps of all the keys, as many as it takes for all the values. */
  private List<Map<?, ?>> maps(MapType type) {
    List<?> keys = values(type.key()).stream().distinct().toList();
    List<@Nullable Object> values = values(type.value(), type.values());
    List<Map<?, ?>> maps = new ArrayList<>();
    maps.add(Map.of());
    for (int used = 0; used < values.size(); used += keys.size()) {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        map.put(keys.get(i), values.get((used + i) % values.size()));
      }
      maps.add(map);
    }
    return maps;
  }

  private List<Chosen> chosen(UnionType type) {
    List<Chosen> all = new ArrayList<>();
    for (DataType branch : type.branches()) {
      values(branch).forEach(value -> all.add(new Chosen(UnionType.branchName(branch), value)));
    }
    return all;
  }
}
