package io.cairn.registry.testkit.avro;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Any valid values; every third is an edge value where there are some. */
final class RandomValues {
  private static final long MAX_SECONDS = 100_000_000_000L;

  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  @Nullable Object of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    boolean leaf =
        switch (schema.getType()) {
          case ARRAY, MAP, RECORD, UNION -> false;
          default -> true;
        };
    if (leaf && random.nextInt(3) == 0) {
      return any(EdgeValues.of(schema));
    }
    return logical == null ? plain(schema) : logical(logical);
  }

  private <T extends @Nullable Object> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Object logical(LogicalType type) {
    Instant instant =
        Instant.ofEpochSecond(random.nextLong() % MAX_SECONDS, random.nextInt(1_000_000) * 1_000L);
    return switch (type.getName()) {
      case "decimal" -> decimal((LogicalTypes.Decimal) type);
      case "date" -> LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000);
      case "time-micros" ->
          LocalTime.ofSecondOfDay(random.nextInt(86_400))
              .plus(random.nextInt(1_000_000), ChronoUnit.MICROS);
      case "timestamp-micros" -> instant;
      case "local-timestamp-micros" -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      case "uuid" -> new UUID(random.nextLong(), random.nextLong());
      default -> throw new IllegalArgumentException(type.getName());
    };
  }

  private BigDecimal decimal(LogicalTypes.Decimal type) {
    BigInteger limit = BigInteger.TEN.pow(type.getPrecision());
    BigInteger unscaled = new BigInteger(limit.bitLength() + 8, random).mod(limit);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.getScale());
  }

  private @Nullable Object plain(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT ->
          schema.getObjectProp(AvroSchemas.SMALLINT) != null
              ? (int) (short) random.nextInt()
              : random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> Float.intBitsToFloat(random.nextInt());
      case DOUBLE -> Double.longBitsToDouble(random.nextLong());
      case STRING ->
          random
              .ints(random.nextInt(6), 32, 0x2FF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      case BYTES -> bytes();
      case ENUM -> new GenericData.EnumSymbol(schema, any(schema.getEnumSymbols()));
      case ARRAY -> list(schema.getElementType());
      case MAP -> map(schema.getValueType());
      case RECORD -> record(schema);
      case UNION -> of(any(schema.getTypes()));
      case FIXED -> throw new IllegalArgumentException(schema.toString());
    };
  }

  private ByteBuffer bytes() {
    byte[] bytes = new byte[random.nextInt(6)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private List<@Nullable Object> list(Schema element) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(of(element));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(Schema value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put("k" + i, of(value));
    }
    return map;
  }

  private GenericData.Record record(Schema schema) {
    GenericData.Record result = new GenericData.Record(schema);
    schema.getFields().forEach(field -> result.put(field.pos(), of(field.schema())));
    return result;
  }
}
