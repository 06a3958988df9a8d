package io.cairn.registry.testkit.reading;

import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * For each type without parts the values at which readers stumble: the first and the last, the
 * first that rounding spoils, the empty ones, those that look like something else.
 */
final class Edges {
  /** The first whole number that no FLOAT has. */
  private static final int PAST_FLOAT = (1 << 24) + 1;

  /** The first whole number that no DOUBLE has. */
  private static final long PAST_DOUBLE = (1L << 53) + 1;

  private Edges() {}

  static List<Object> of(ScalarType type) {
    return switch (type) {
      case BOOLEAN -> List.of(true, false);
      case SMALLINT -> List.of(Short.MIN_VALUE, Short.MAX_VALUE, (short) 0, (short) 1);
      case INT -> List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0, 1, PAST_FLOAT, -PAST_FLOAT);
      case BIGINT ->
          List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, 1L, 1L << 31, PAST_DOUBLE, -PAST_DOUBLE);
      case FLOAT ->
          List.of(
              Float.MAX_VALUE,
              Float.MIN_VALUE,
              -0.0f,
              0.1f,
              0.5f,
              Float.NaN,
              Float.NEGATIVE_INFINITY);
      case DOUBLE ->
          List.of(
              Double.MAX_VALUE,
              Double.MIN_VALUE,
              -0.0,
              0.1,
              0.5,
              Double.NaN,
              Double.POSITIVE_INFINITY);
      case TEXT -> List.of("", "1", "null", "größer 😀\n\0");
      case BYTES -> List.of(new Stored.Bytes(""), new Stored.Bytes("00ff"));
      case DATE -> List.of(LocalDate.of(1, 1, 1), LocalDate.EPOCH, LocalDate.of(9999, 12, 31));
      case TIME -> List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000));
      case TIMESTAMP ->
          List.of(
              LocalDateTime.of(1, 1, 1, 0, 0),
              LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
      case DATETIME -> List.of(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999Z"));
      case UUID -> List.of(new UUID(0, 0), new UUID(-1, -1));
      case JSON -> List.of(new Stored.Json("null"), new Stored.Json("{\"a\":[1,\"x\"]}"));
    };
  }

  static List<Object> of(DecimalType type) {
    List<Object> values = new ArrayList<>();
    BigInteger nines = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    for (long digits : new long[] {0, 1, PAST_FLOAT, PAST_DOUBLE, Long.MAX_VALUE}) {
      BigInteger unscaled = BigInteger.valueOf(digits);
      if (unscaled.compareTo(nines) < 0) {
        values.add(new BigDecimal(unscaled, type.scale()));
      }
    }
    values.add(new BigDecimal(nines, type.scale()));
    values.add(new BigDecimal(nines.negate(), type.scale()));
    return values;
  }

  /** Any value; of types that have nothing between their edges, one of these. */
  static Object any(ScalarType type, Random random) {
    return switch (type) {
      case SMALLINT -> (short) random.nextInt();
      case INT -> random.nextInt();
      case BIGINT -> random.nextLong();
      case FLOAT -> Float.intBitsToFloat(random.nextInt());
      case DOUBLE -> Double.longBitsToDouble(random.nextLong());
      case TEXT -> Long.toString(random.nextLong(), 36);
      case BYTES -> new Stored.Bytes(Integer.toHexString(1 << 30 | random.nextInt(1 << 30)));
      case DATE -> LocalDate.ofEpochDay(random.nextInt(100_000));
      case TIME -> LocalTime.ofSecondOfDay(random.nextInt(86_400));
      case TIMESTAMP -> LocalDate.ofEpochDay(random.nextInt(100_000)).atStartOfDay();
      case DATETIME -> Instant.ofEpochSecond(random.nextInt());
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case BOOLEAN, JSON -> of(type).get(random.nextInt(2));
    };
  }

  static Object any(DecimalType type, Random random) {
    BigInteger bound = BigInteger.TEN.pow(1 + random.nextInt(type.precision()));
    return new BigDecimal(new BigInteger(130, random).mod(bound), type.scale());
  }
}
