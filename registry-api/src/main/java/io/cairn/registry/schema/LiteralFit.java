package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a literal is a value of a type. Dates and times are ISO-8601 text, bytes are Base64 (RFC
 * 4648), structures and maps are maps, and a value of a union is one of any of its branches.
 */
final class LiteralFit {
  private LiteralFit() {}

  static void require(
      String field, DataType type, Nullability nullability, @Nullable Object value) {
    if (!fits(type, nullability, value)) {
      throw new InvalidInputException(
          "The default "
              + InvalidInputException.abbreviate(String.valueOf(value))
              + " of field \""
              + InvalidInputException.abbreviate(field)
              + "\" is not a value of "
              + InvalidInputException.abbreviate(type.toString())
              + (value == null
                  ? " as the field is required; make it nullable."
                  : "; correct the default or the type."));
    }
  }

  private static boolean fits(DataType type, Nullability nullability, @Nullable Object value) {
    return value == null ? nullability == Nullability.NULLABLE : fits(type, value);
  }

  private static boolean fits(DataType type, Object value) {
    if (type instanceof ScalarType scalar) {
      return fitsScalar(scalar, value);
    } else if (type instanceof DecimalType decimal) {
      return value instanceof BigDecimal number
          && number.scale() <= decimal.scale()
          && number.precision() - number.scale() <= decimal.precision() - decimal.scale();
    } else if (type instanceof EmbeddingType embedding) {
      return value instanceof List<?> list
          && list.size() == embedding.dimension()
          && list.stream().allMatch(BigDecimal.class::isInstance);
    } else if (type instanceof EnumType enumeration) {
      return value instanceof String symbol && enumeration.symbols().contains(symbol);
    } else if (type instanceof ArrayType array) {
      return value instanceof List<?> list
          && list.stream().allMatch(item -> fits(array.element(), array.elements(), item));
    } else if (type instanceof MapType map) {
      return value instanceof Map<?, ?> entries
          && entries.values().stream().allMatch(item -> fits(map.value(), map.values(), item));
    } else if (type instanceof StructType struct) {
      return value instanceof Map<?, ?> record && fitsStruct(struct, record);
    } else if (type instanceof UnionType union) {
      return union.branches().stream().anyMatch(branch -> fits(branch, value));
    } else {
      return value instanceof Map<?, ?>;
    }
  }

  private static boolean fitsStruct(StructType struct, Map<?, ?> record) {
    long known = struct.fields().stream().filter(field -> record.containsKey(field.name())).count();
    return known == record.size()
        && struct.fields().stream()
            .allMatch(
                field ->
                    record.containsKey(field.name())
                        ? fits(field.type(), field.nullability(), record.get(field.name()))
                        : field.isOptional());
  }

  private static boolean fitsScalar(ScalarType type, Object value) {
    return switch (type) {
      case BOOLEAN -> value instanceof Boolean;
      case SMALLINT -> isInteger(value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> isInteger(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> isInteger(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> value instanceof BigDecimal number && Float.isFinite(number.floatValue());
      case DOUBLE -> value instanceof BigDecimal number && Double.isFinite(number.doubleValue());
      case TEXT -> value instanceof String;
      case BYTES -> parses(value, text -> Base64.getDecoder().decode(text));
      case DATE -> parses(value, LocalDate::parse);
      case TIME -> parses(value, LocalTime::parse);
      case TIMESTAMP -> parses(value, LocalDateTime::parse);
      case DATETIME -> parses(value, OffsetDateTime::parse);
      case UUID ->
          value instanceof String text
              && text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
      case JSON -> true;
    };
  }

  private static boolean isInteger(Object value, long min, long max) {
    return value instanceof BigDecimal number
        && number.scale() <= 0
        && number.compareTo(BigDecimal.valueOf(min)) >= 0
        && number.compareTo(BigDecimal.valueOf(max)) <= 0;
  }

  private interface Parser {
    Object parse(String text);
  }

  private static boolean parses(Object value, Parser parser) {
    if (!(value instanceof String text)) {
      return false;
    }
    try {
      parser.parse(text);
      return true;
    } catch (DateTimeException | IllegalArgumentException notOne) {
      return false;
    }
  }
}
