package io.cairn.registry.core.discovery;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.ScalarType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.LongFunction;

/**
 * The text of values that are kept as a long: integers, and dates and times by their type's unit.
 */
final class LongText {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private LongText() {}

  static LongFunction<String> of(DataType type) {
    if (type == ScalarType.DATE) {
      return days -> LocalDate.ofEpochDay(days).toString();
    }
    if (type == ScalarType.TIME) {
      return micros ->
          DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(1_000 * micros));
    }
    if (type == ScalarType.TIMESTAMP) {
      return LongText::timestamp;
    }
    if (type == ScalarType.DATETIME) {
      return micros -> timestamp(micros) + "Z";
    }
    return Long::toString;
  }

  private static String timestamp(long micros) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND),
            1_000 * (int) Math.floorMod(micros, MICROS_PER_SECOND),
            ZoneOffset.UTC));
  }
}
