package io.cairn.registry.core.versions;

import io.cairn.registry.Layout;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.types.SqlDefault;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a version as rows for SQL. */
public final class Columns {
  /** The longest paths of a schema, all together, in UTF-16 characters. */
  private static final long MAX_PATHS_LENGTH = 16 << 20;

  private Columns() {}

  /**
   * The rows, in the order of their ordinals.
   *
   * @throws InvalidInputException if the layout has no ordinal for a field, or the paths would have
   *     more than 16 Mi characters
   */
  public static List<Column> of(Schema schema, Layout layout) {
    List<Column> columns = new ArrayList<>();
    long length = 0;
    for (Map.Entry<FieldPath, Field> entry : SchemaWalk.fields(schema).entrySet()) {
      FieldPath path = entry.getKey();
      Field field = entry.getValue();
      int ordinal =
          layout
              .findOrdinal(path)
              .orElseThrow(
                  () -> new InvalidInputException("The layout has no ordinal for " + path + "."));
      String text = path.toString();
      length += text.length();
      if (length > MAX_PATHS_LENGTH) {
        throw new InvalidInputException(
            "Cannot write the layout: the paths of the fields are too long; at most "
                + MAX_PATHS_LENGTH
                + " characters are allowed in all.");
      }
      columns.add(
          new Column(
              ordinal,
              text,
              type(field.type()),
              field.nullability(),
              field.keys(),
              field.defaultValue() == DefaultValue.NONE
                  ? ""
                  : SqlDefault.render(field.defaultValue()),
              field.doc()));
    }
    columns.sort(Comparator.comparingInt(Column::ordinal));
    return columns;
  }

  /** The type without what is inside structures, which has rows of its own. */
  private static String type(DataType type) {
    if (type instanceof StructType struct) {
      return struct.name() == null ? "STRUCT" : "STRUCT " + struct.name();
    } else if (type instanceof ArrayType array) {
      return "ARRAY<" + type(array.element()) + mark(array.elements()) + ">";
    } else if (type instanceof MapType map) {
      return "MAP<" + type(map.key()) + "," + type(map.value()) + mark(map.values()) + ">";
    } else if (type instanceof UnionType union) {
      return union.branches().stream()
          .map(Columns::type)
          .collect(Collectors.joining(" | ", "UNION<", ">"));
    }
    return type.toString();
  }

  private static String mark(Nullability values) {
    return values == Nullability.NULLABLE ? "?" : "";
  }
}
