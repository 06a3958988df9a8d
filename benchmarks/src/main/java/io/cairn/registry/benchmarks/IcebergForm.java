package io.cairn.registry.benchmarks;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The schemas of the benchmarks as Iceberg says them. Fields of the same path get the same id from
 * one instance. An enum is a string.
 */
final class IcebergForm {
  private final Map<String, Integer> ids = new HashMap<>();

  Schema of(io.cairn.registry.schema.Schema schema) {
    return new Schema(fields("", schema.fields()));
  }

  private List<Types.NestedField> fields(String parent, List<Field> fields) {
    List<Types.NestedField> members = new ArrayList<>();
    for (Field field : fields) {
      String path = parent + "." + field.name();
      int id = id(path);
      Type type = type(path, field.type());
      Types.NestedField.Builder member =
          field.isNullable()
              ? Types.NestedField.optional(field.name())
              : Types.NestedField.required(field.name());
      members.add(member.withId(id).ofType(type).withDoc(field.doc()).build());
    }
    return members;
  }

  private Type type(String path, DataType type) {
    return switch (type.tag()) {
      case BOOLEAN -> Types.BooleanType.get();
      case SMALLINT, INT -> Types.IntegerType.get();
      case BIGINT -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case TEXT, ENUM -> Types.StringType.get();
      case DATE -> Types.DateType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield Types.DecimalType.of(decimal.precision(), decimal.scale());
      }
      case ARRAY -> {
        String element = path + "[]";
        yield Types.ListType.ofRequired(id(element), type(element, ((ArrayType) type).element()));
      }
      case MAP -> {
        MapType map = (MapType) type;
        String key = path + "{key}";
        String value = path + "{}";
        yield Types.MapType.ofRequired(
            id(key), id(value), type(key, map.key()), type(value, map.value()));
      }
      case STRUCT -> Types.StructType.of(fields(path, ((StructType) type).fields()));
      case FLOAT, BYTES, TIME, DATETIME, UUID, JSON, EMBEDDING, UNION, REFERENCE ->
          throw new IllegalArgumentException("No benchmark has a " + type);
    };
  }

  private int id(String path) {
    return ids.computeIfAbsent(path, unknown -> ids.size() + 1);
  }
}
