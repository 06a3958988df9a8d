package io.cairn.registry.core.discovery;

import io.cairn.registry.schema.DecimalType;

/**
 * Says what a piece of text is, by strict grammars, and leaves its value in fields; allocates
 * nothing but for numbers of many digits. Not thread-safe; a result holds until the next call.
 *
 * <p>A number is {@code -?(0|[1-9][0-9]*)(\.[0-9]*)?([eE][+-]?[0-9]+)?} or the same with {@code
 * \.[0-9]+} alone before the exponent: no leading zeros, no plus, no grouping.
 */
final class LiteralScanner {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int SAFE_DIGITS = 18;
  private static final int MAX_EXPONENT = 100_000;

  private final TemporalScanner temporal = new TemporalScanner();
  private long longValue;
  private long highBits;
  private double doubleValue;
  private int digits;
  private int from;
  private int end;

  /** An integer; days of a date; microseconds of a time; or the low half of a UUID. */
  long longValue() {
    return longValue;
  }

  /** The high half of a UUID. */
  long highBits() {
    return highBits;
  }

  /** The nearest double of any number. */
  double doubleValue() {
    return doubleValue;
  }

  /** How many digits an integer has. */
  int digits() {
    return digits;
  }

  /** Where the cell begins without its surrounding blanks. */
  int from() {
    return from;
  }

  /** Where the cell ends without its surrounding blanks. */
  int end() {
    return end;
  }

  /** A cell of a format that knows only characters; blanks around it do not count. */
  ValueKind cell(char[] buffer, int offset, int length) {
    if (isBlank(buffer, offset, length)) {
      return ValueKind.NULL;
    }
    char first = buffer[from];
    if (first == '-' || first == '.' || isDigit(first)) {
      ValueKind number = number(buffer, from, end - from);
      if (number == ValueKind.BEYOND || (number == ValueKind.DOUBLE && digits > 0)) {
        return ValueKind.TEXT;
      }
      if (number != ValueKind.TEXT) {
        return number;
      }
    } else if (isBoolean(buffer)) {
      return ValueKind.BOOLEAN;
    }
    ValueKind kind = text(buffer, from, end - from);
    return kind == ValueKind.TEXT && isNonFinite(buffer, from, end) ? ValueKind.DOUBLE : kind;
  }

  /** Whether there is nothing but blanks; remembers where they end. */
  boolean isBlank(char[] buffer, int offset, int length) {
    from = offset;
    end = offset + length;
    while (from < end && isBlank(buffer[from])) {
      from++;
    }
    while (end > from && isBlank(buffer[end - 1])) {
      end--;
    }
    return from == end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u00a0';
  }

  private boolean isBoolean(char[] buffer) {
    longValue = (buffer[from] | 0x20) == 't' ? 1 : 0;
    return matches(buffer, longValue == 1 ? "true" : "false");
  }

  private boolean matches(char[] buffer, String lower) {
    if (end - from != lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      if ((buffer[from + i] | 0x20) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Text of a format that knows what text is: a UUID, a date or time, or just text. */
  ValueKind text(char[] buffer, int offset, int length) {
    if (length == 36 && isUuid(buffer, offset)) {
      return ValueKind.UUID;
    }
    ValueKind kind = temporal.scan(buffer, offset, length);
    longValue = temporal.value();
    return kind;
  }

  private boolean isUuid(char[] buffer, int offset) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 36; i++) {
      char c = buffer[offset + i];
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (c != '-') {
          return false;
        }
        continue;
      }
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return false;
      }
      if (i < 18) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    highBits = high;
    longValue = low;
    return true;
  }

  /** A number as a format writes it; {@link ValueKind#TEXT} if it is none. */
  ValueKind number(char[] buffer, int offset, int length) {
    int stop = offset + length;
    if (isNonFinite(buffer, offset, stop)) {
      digits = 0;
      return ValueKind.DOUBLE;
    }
    boolean negative = length > 0 && buffer[offset] == '-';
    int start = negative ? offset + 1 : offset;
    int at = start;
    long mantissa = 0;
    while (at < stop && isDigit(buffer[at])) {
      if (at - start < SAFE_DIGITS) {
        mantissa = mantissa * 10 + buffer[at] - '0';
      }
      at++;
    }
    int whole = at - start;
    if (whole > 1 && buffer[start] == '0') {
      return ValueKind.TEXT;
    }
    if (at == stop) {
      return whole == 0 ? ValueKind.TEXT : integer(buffer, start, stop, mantissa, negative);
    }
    int significant = whole;
    int scale = 0;
    if (buffer[at] == '.') {
      at++;
      while (at < stop && isDigit(buffer[at])) {
        if (significant < SAFE_DIGITS) {
          mantissa = mantissa * 10 + buffer[at] - '0';
        }
        significant = mantissa == 0 ? 0 : significant + 1;
        scale++;
        at++;
      }
      if (whole + scale == 0) {
        return ValueKind.TEXT;
      }
    } else if (whole == 0) {
      return ValueKind.TEXT;
    }
    int exponent = exponent(buffer, at, stop);
    if (exponent == Integer.MIN_VALUE) {
      return ValueKind.TEXT;
    }
    return real(
        buffer, offset, length, significant, negative ? -mantissa : mantissa, exponent - scale);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The exponent; 0 if there is none, and the least int if what follows is no exponent. */
  private static int exponent(char[] buffer, int at, int stop) {
    if (at == stop) {
      return 0;
    }
    int next = at + 1;
    if ((buffer[at] | 0x20) != 'e' || next == stop) {
      return Integer.MIN_VALUE;
    }
    boolean negative = buffer[next] == '-';
    if (negative || buffer[next] == '+') {
      next++;
    }
    if (next == stop) {
      return Integer.MIN_VALUE;
    }
    int exponent = 0;
    for (; next < stop; next++) {
      if (!isDigit(buffer[next])) {
        return Integer.MIN_VALUE;
      }
      exponent = Math.min(MAX_EXPONENT, exponent * 10 + buffer[next] - '0');
    }
    return negative ? -exponent : exponent;
  }

  private ValueKind integer(char[] buffer, int start, int stop, long leading, boolean negative) {
    digits = stop - start;
    if (digits <= SAFE_DIGITS) {
      longValue = negative ? -leading : leading;
      doubleValue = longValue;
      return ValueKind.ofLong(longValue);
    }
    if (digits == SAFE_DIGITS + 1) {
      int last = buffer[stop - 1] - '0';
      long bound = Long.MAX_VALUE / 10;
      if (leading < bound || (leading == bound && last <= (negative ? 8 : 7))) {
        longValue = negative ? -leading * 10 - last : leading * 10 + last;
        doubleValue = longValue;
        return ValueKind.BIGINT;
      }
    }
    int first = negative ? start - 1 : start;
    doubleValue = Double.parseDouble(new String(buffer, first, stop - first));
    if (Double.isInfinite(doubleValue)) {
      return ValueKind.BEYOND;
    }
    return digits <= DecimalType.MAX_PRECISION ? ValueKind.DECIMAL : ValueKind.DOUBLE;
  }

  private ValueKind real(
      char[] buffer, int offset, int length, int significant, long mantissa, int power) {
    digits = 0;
    if (significant <= 15 && Math.abs(power) < POWERS_OF_TEN.length) {
      // Both operands are exact doubles, so that the one rounding of the operation is the right
      // one.
      doubleValue = power < 0 ? mantissa / POWERS_OF_TEN[-power] : mantissa * POWERS_OF_TEN[power];
      return ValueKind.DOUBLE;
    }
    doubleValue = Double.parseDouble(new String(buffer, offset, length));
    return Double.isInfinite(doubleValue) ? ValueKind.BEYOND : ValueKind.DOUBLE;
  }

  private boolean isNonFinite(char[] buffer, int offset, int stop) {
    int length = stop - offset;
    if (length == 3
        && buffer[offset] == 'N'
        && buffer[offset + 1] == 'a'
        && buffer[offset + 2] == 'N') {
      doubleValue = Double.NaN;
      return true;
    }
    boolean negative = length == 9 && buffer[offset] == '-';
    if ((length != 8 || buffer[offset] != 'I') && !negative) {
      return false;
    }
    String word = "Infinity";
    int start = stop - word.length();
    for (int i = 0; i < word.length(); i++) {
      if (buffer[start + i] != word.charAt(i)) {
        return false;
      }
    }
    doubleValue = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return true;
  }
}
