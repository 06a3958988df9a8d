package io.cairn.registry.testkit.avro;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.AvroTypeException;
import org.apache.avro.JsonProperties;
import org.jspecify.annotations.Nullable;

/** Defaults as Avro would have them: what is stored, where the type is a logical one. */
final class AvroDefaults {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  private AvroDefaults() {}

  /** Whether Avro takes the field's default. */
  static boolean takes(Field field) {
    try {
      AvroSchemas.field(field);
      return true;
    } catch (AvroTypeException invalid) {
      return false;
    }
  }

  /** The first branch that a value is one of. */
  static DataType branch(UnionType union, Object value) {
    return union.branches().stream()
        .filter(branch -> fits(branch, value))
        .findFirst()
        .orElseThrow();
  }

  private static boolean fits(DataType type, Object value) {
    try {
      return Field.builder("any", type).defaultsTo(value).build().isOptional();
    } catch (InvalidInputException another) {
      return false;
    }
  }

  static Object of(DataType type, @Nullable Object value) {
    if (value == null) {
      return JsonProperties.NULL_VALUE;
    }
    return switch (type.tag()) {
      case BOOLEAN, TEXT, UUID -> value;
      case SMALLINT, INT -> ((BigDecimal) value).intValueExact();
      case BIGINT -> ((BigDecimal) value).longValueExact();
      case FLOAT -> ((BigDecimal) value).floatValue();
      case DOUBLE -> ((BigDecimal) value).doubleValue();
      case BYTES -> Base64.getDecoder().decode((String) value);
      case DECIMAL -> unscaled((DecimalType) type, (BigDecimal) value);
      case DATE -> Math.toIntExact(LocalDate.parse((String) value).toEpochDay());
      case TIME -> LocalTime.parse((String) value).toNanoOfDay() / 1_000;
      case TIMESTAMP -> micros(LocalDateTime.parse((String) value));
      case DATETIME -> micros(utc(OffsetDateTime.parse((String) value)));
      case ENUM -> AvroNames.of((String) value);
      case ARRAY -> list((ArrayType) type, (List<?>) value);
      case MAP -> map((MapType) type, (Map<?, ?>) value);
      case STRUCT -> struct((StructType) type, (Map<?, ?>) value);
      case UNION -> of(branch((UnionType) type, value), value);
      case JSON, EMBEDDING, REFERENCE -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static byte[] unscaled(DecimalType type, BigDecimal value) {
    return value.setScale(type.scale()).unscaledValue().toByteArray();
  }

  private static LocalDateTime utc(OffsetDateTime instant) {
    return instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  private static long micros(LocalDateTime time) {
    return EPOCH.until(time, ChronoUnit.MICROS);
  }

  private static List<Object> list(ArrayType type, List<?> values) {
    return values.stream().map(value -> of(type.element(), value)).toList();
  }

  private static Map<String, Object> map(MapType type, Map<?, ?> values) {
    Map<String, Object> converted = new TreeMap<>();
    values.forEach((key, value) -> converted.put((String) key, of(type.value(), value)));
    return converted;
  }

  /** Avro fills in the fields' own defaults, but not null where there is none. */
  private static Map<String, Object> struct(StructType type, Map<?, ?> values) {
    Map<String, Object> converted = new LinkedHashMap<>();
    for (Field field : type.fields()) {
      boolean given = values.containsKey(field.name());
      if (given
          || (field.isNullable() && !(field.defaultValue() instanceof DefaultValue.Literal))) {
        converted.put(AvroNames.of(field), of(field.type(), values.get(field.name())));
      }
    }
    return converted;
  }
}
