package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings literals into the one form in which equal JSON values are equal objects. */
final class LiteralValues {
  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_EXPONENT = 10_000;

  private LiteralValues() {}

  static @Nullable Object normalize(@Nullable Object value) {
    return normalize(value, 0);
  }

  /** The value for people: text in quotes, numbers in full unless that is long. */
  static String show(@Nullable Object value) {
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }

  static List<Object> normalizeAll(List<Object> values) {
    List<Object> normal = new ArrayList<>(values.size());
    for (Object value : values) {
      Object one = normalize(value, 0);
      if (one == null) {
        throw new InvalidInputException("A function's argument cannot be null; leave it out.");
      }
      normal.add(one);
    }
    return normal;
  }

  private static @Nullable Object normalize(@Nullable Object value, int depth) {
    if (depth > Schema.MAX_DEPTH) {
      throw new InvalidInputException(
          "A default is nested deeper than " + Schema.MAX_DEPTH + "; make it flatter.");
    }
    if (value == null || value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return InvalidInputException.requireUnicode("default", text, MAX_TEXT);
    }
    if (value instanceof Number number) {
      return decimal(number);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> normal = new ArrayList<>(list.size());
      for (Object item : list) {
        normal.add(normalize(item, depth + 1));
      }
      return Collections.unmodifiableList(normal);
    }
    if (value instanceof Map<?, ?> map) {
      SortedMap<String, @Nullable Object> normal = new TreeMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (!(entry.getKey() instanceof String key)) {
          throw notALiteral(entry.getKey());
        }
        normal.put(
            InvalidInputException.requireUnicode("key of a default", key, MAX_TEXT),
            normalize(entry.getValue(), depth + 1));
      }
      return Collections.unmodifiableSortedMap(normal);
    }
    throw notALiteral(value);
  }

  private static BigDecimal decimal(Number number) {
    BigDecimal exact;
    if (number instanceof BigDecimal decimal) {
      exact = decimal;
    } else if (number instanceof BigInteger integer) {
      exact = new BigDecimal(integer);
    } else if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      exact = BigDecimal.valueOf(number.longValue());
    } else if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw new InvalidInputException(
            "The default " + number + " is not finite; JSON has no such number.");
      }
      exact = new BigDecimal(number.toString());
    } else {
      throw notALiteral(number);
    }
    if (exact.precision() > MAX_DIGITS || Math.abs((long) exact.scale()) > MAX_EXPONENT) {
      throw new InvalidInputException(
          "A default has a number of "
              + exact.precision()
              + " digits and exponent "
              + -(long) exact.scale()
              + "; at most "
              + MAX_DIGITS
              + " digits and exponents within ±"
              + MAX_EXPONENT
              + " are allowed.");
    }
    return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }

  private static InvalidInputException notALiteral(@Nullable Object value) {
    return new InvalidInputException(
        "A "
            + (value == null ? "null key" : value.getClass().getName())
            + " is not a literal; use null, Boolean, String, Number, List, or Map with String keys.");
  }
}
