package io.cairn.registry.testkit.reading;

import io.cairn.registry.VersionRef;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import io.cairn.registry.testkit.reading.Stored.Chosen;
import io.cairn.registry.testkit.reading.Stored.Filled;
import io.cairn.registry.testkit.reading.Stored.Row;
import io.cairn.registry.testkit.reading.Stored.Symbol;
import io.cairn.registry.testkit.reading.Stored.Vector;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record is one of a schema: all of its fields and no other, each with a value of exactly
 * the field's type. What is filled in for an absent field must be that field's default.
 */
final class Validity {
  private final Function<VersionRef, Schema> schemas;

  Validity(Function<VersionRef, Schema> schemas) {
    this.schemas = schemas;
  }

  boolean holds(Schema schema, Row row) {
    return isRow(schema.fields(), row);
  }

  private boolean isRow(List<Field> fields, Object value) {
    return value instanceof Row row
        && row.values().size() == fields.size()
        && fields.stream()
            .allMatch(
                field ->
                    row.values().containsKey(Place.key(field))
                        && isField(field, row.values().get(Place.key(field))));
  }

  private boolean isField(Field field, @Nullable Object value) {
    return value instanceof Filled filled
        ? filled.value().equals(field.defaultValue())
        : is(field.type(), field.nullability(), value);
  }

  private boolean is(DataType type, Nullability nullability, @Nullable Object value) {
    return value == null ? nullability == Nullability.NULLABLE : is(type, value);
  }

  private boolean is(DataType type, Object value) {
    if (type instanceof ScalarType scalar) {
      return classOf(scalar).isInstance(value);
    } else if (type instanceof DecimalType decimal) {
      return value instanceof BigDecimal number
          && number.scale() == decimal.scale()
          && number.precision() <= decimal.precision();
    } else if (type instanceof EnumType enumeration) {
      return value instanceof Symbol symbol && enumeration.symbols().contains(symbol.name());
    } else if (type instanceof EmbeddingType embedding) {
      return value instanceof Vector vector && vector.numbers().length == embedding.dimension();
    } else if (type instanceof ArrayType array) {
      return value instanceof List<?> items
          && items.stream().allMatch(item -> is(array.element(), array.elements(), item));
    } else if (type instanceof MapType map) {
      return value instanceof Map<?, ?> entries && isMap(map, entries);
    } else if (type instanceof UnionType union) {
      return value instanceof Chosen chosen && isChosen(union, chosen);
    } else if (type instanceof ReferenceType reference) {
      return isRow(schemas.apply(reference.target()).fields(), value);
    }
    return isRow(((StructType) type).fields(), value);
  }

  private boolean isMap(MapType type, Map<?, ?> entries) {
    return entries.entrySet().stream()
        .allMatch(
            entry ->
                is(type.key(), entry.getKey())
                    && is(type.value(), type.values(), entry.getValue()));
  }

  private boolean isChosen(UnionType type, Chosen chosen) {
    return type.branches().stream()
        .anyMatch(
            branch ->
                UnionType.branchName(branch).equals(chosen.branch()) && is(branch, chosen.value()));
  }

  private static Class<?> classOf(ScalarType type) {
    return switch (type) {
      case BOOLEAN -> Boolean.class;
      case SMALLINT -> Short.class;
      case INT -> Integer.class;
      case BIGINT -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case TEXT -> String.class;
      case BYTES -> Stored.Bytes.class;
      case DATE -> LocalDate.class;
      case TIME -> LocalTime.class;
      case TIMESTAMP -> LocalDateTime.class;
      case DATETIME -> Instant.class;
      case UUID -> UUID.class;
      case JSON -> Stored.Json.class;
    };
  }
}
