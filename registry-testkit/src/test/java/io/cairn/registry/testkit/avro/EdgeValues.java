package io.cairn.registry.testkit.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Few values of each type, the most telling ones first. */
final class EdgeValues {
  private EdgeValues() {}

  static List<@Nullable Object> of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    return logical == null ? plain(schema) : logical(logical);
  }

  private static List<@Nullable Object> logical(LogicalType type) {
    return switch (type.getName()) {
      case "decimal" -> decimals((LogicalTypes.Decimal) type);
      case "date" -> List.of(LocalDate.of(2024, 1, 15), LocalDate.of(1582, 10, 4));
      case "time-micros" -> List.of(LocalTime.of(9, 0), LocalTime.MIDNIGHT);
      case "timestamp-micros" ->
          List.of(Instant.parse("2024-01-15T09:00:00Z"), Instant.parse("1969-12-31T23:59:59Z"));
      case "local-timestamp-micros" ->
          List.of(LocalDateTime.of(2024, 1, 15, 9, 0), LocalDateTime.of(1969, 12, 31, 23, 59));
      case "uuid" -> List.of(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
      default -> throw new IllegalArgumentException(type.getName());
    };
  }

  private static List<@Nullable Object> decimals(LogicalTypes.Decimal type) {
    BigInteger most = BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE);
    return List.of(
        new BigDecimal(most.min(BigInteger.valueOf(123)), type.getScale()),
        new BigDecimal(most, type.getScale()),
        new BigDecimal(most.negate(), type.getScale()));
  }

  private static List<@Nullable Object> plain(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> Collections.singletonList(null);
      case BOOLEAN -> List.of(true, false);
      case INT ->
          schema.getObjectProp(AvroSchemas.SMALLINT) != null
              ? List.of(12_345, (int) Short.MIN_VALUE, (int) Short.MAX_VALUE)
              : List.of(16_777_217, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> List.of(9_007_199_254_740_993L, 0L, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> List.of(0.1f, -0.0f, Float.MAX_VALUE, Float.MIN_VALUE);
      case DOUBLE -> List.of(0.1, -0.0, Double.MAX_VALUE, Double.MIN_VALUE);
      case STRING -> List.of("é", "", "😀");
      case BYTES -> List.of(bytes(0xFF), bytes(), bytes(0, 1, 2));
      case ENUM ->
          schema.getEnumSymbols().stream()
              .<@Nullable Object>map(symbol -> new GenericData.EnumSymbol(schema, symbol))
              .toList();
      case ARRAY -> lists(of(schema.getElementType()));
      case MAP -> maps(of(schema.getValueType()));
      case RECORD -> records(schema);
      case UNION -> schema.getTypes().stream().flatMap(branch -> of(branch).stream()).toList();
      case FIXED -> throw new IllegalArgumentException(schema.toString());
    };
  }

  private static ByteBuffer bytes(int... unsigned) {
    byte[] bytes = new byte[unsigned.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) unsigned[i];
    }
    return ByteBuffer.wrap(bytes);
  }

  private static List<@Nullable Object> lists(List<@Nullable Object> elements) {
    return List.of(elements, List.of());
  }

  private static List<@Nullable Object> maps(List<@Nullable Object> values) {
    List<@Nullable Object> maps = new ArrayList<>();
    values.forEach(value -> maps.add(Collections.singletonMap("k", value)));
    maps.add(Map.of());
    return maps;
  }

  /** As many records as the richest field has values; the others begin anew. */
  private static List<@Nullable Object> records(Schema schema) {
    List<List<@Nullable Object>> values =
        schema.getFields().stream().map(field -> of(field.schema())).toList();
    int count = values.stream().mapToInt(List::size).max().orElse(1);
    GenericData.Record[] records = new GenericData.Record[count];
    Arrays.setAll(records, i -> new GenericData.Record(schema));
    for (int field = 0; field < values.size(); field++) {
      for (int i = 0; i < count; i++) {
        records[i].put(field, values.get(field).get(i % values.get(field).size()));
      }
    }
    return Arrays.asList((Object[]) records);
  }
}
