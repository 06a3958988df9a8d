package io.cairn.registry.testkit.reading;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as a reader who trusts its own type takes them. Integers and decimals are stored as their
 * digits, and where a decimal's point stands only its type says. So DECIMAL(10,2) has 123.45 stored
 * as 12345, and whoever takes these digits for a DECIMAL(12,4) gets 1.2345.
 */
final class Numbers {
  private Numbers() {}

  /** The stored number as the type has it; null if it has nothing for it. */
  static @Nullable Object read(DataType type, Number stored) {
    return switch (type.tag()) {
      case SMALLINT -> (short) whole(stored);
      case INT -> (int) whole(stored);
      case BIGINT -> whole(stored);
      case FLOAT -> isDigits(stored) ? digits(stored).floatValue() : stored.floatValue();
      case DOUBLE -> isDigits(stored) ? digits(stored).doubleValue() : stored.doubleValue();
      case DECIMAL -> decimal((DecimalType) type, stored);
      default -> throw new IllegalArgumentException(type + " is no type of numbers");
    };
  }

  private static long whole(Number stored) {
    return isDigits(stored) ? digits(stored).longValue() : stored.longValue();
  }

  private static @Nullable BigDecimal decimal(DecimalType type, Number stored) {
    if (!isDigits(stored) && !Double.isFinite(stored.doubleValue())) {
      return null;
    }
    BigDecimal read =
        isDigits(stored)
            ? new BigDecimal(digits(stored), type.scale())
            : new BigDecimal(stored.doubleValue()).setScale(type.scale(), RoundingMode.HALF_EVEN);
    return read.precision() > type.precision() ? null : read;
  }

  private static boolean isDigits(Number stored) {
    return !(stored instanceof Float || stored instanceof Double);
  }

  private static BigInteger digits(Number stored) {
    return stored instanceof BigDecimal decimal
        ? decimal.unscaledValue()
        : BigInteger.valueOf(stored.longValue());
  }

  /** Whether both are the same number. */
  static boolean same(Object one, Object other) {
    BigDecimal first = exact(one);
    BigDecimal second = exact(other);
    if (first == null || second == null) {
      return doubleOf(one).equals(doubleOf(other));
    }
    return first.compareTo(second) == 0;
  }

  /** The exact number; null if it is infinite or none. */
  private static @Nullable BigDecimal exact(Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    } else if (isDigits((Number) number)) {
      return BigDecimal.valueOf(((Number) number).longValue());
    }
    return Double.isFinite(doubleOf(number)) ? new BigDecimal(doubleOf(number)) : null;
  }

  private static Double doubleOf(Object number) {
    return ((Number) number).doubleValue();
  }
}
