package io.cairn.registry.core.templates;

/**
 * Where a number ends in a text, given where its first digit is; -1 if there is none. The text ends
 * with a blank.
 */
final class Numbers {
  private static final int MAX_UNIT = 3;
  private static final String UNITS =
      " ns us ms s m h min sec hr kb mb gb tb pb kib mib gib tib k g t ";

  private Numbers() {}

  /** A decimal number; letters may follow if they are a unit. */
  static int decimal(char[] text, int start) {
    int at = start + digits(text, start);
    while (isGroup(text, at)) {
      at += 4;
    }
    while (text[at] == '.' && Chars.isDigit(text[at + 1])) {
      at += 1 + digits(text, at + 1);
    }
    at = exponent(text, at);
    return !Chars.isWord(text[at]) || isUnit(text, at) ? at : -1;
  }

  /** Whether what is there goes on with digits that belong to the digits before. */
  static boolean goesOn(char[] text, int at) {
    return (text[at] == '.' && Chars.isDigit(text[at + 1])) || isGroup(text, at);
  }

  /** Digits after 0x. */
  static int prefixedHex(char[] text, int start) {
    if (text[start] != '0' || (text[start + 1] | 0x20) != 'x' || !Chars.isHex(text[start + 2])) {
      return -1;
    }
    int at = start + 3;
    while (Chars.isHex(text[at])) {
      at++;
    }
    return Chars.isWord(text[at]) ? -1 : at;
  }

  /** How many digits are there. */
  static int digits(char[] text, int start) {
    int at = start;
    while (Chars.isDigit(text[at])) {
      at++;
    }
    return at - start;
  }

  /** What so many digits mean, at most 9. */
  static int value(char[] text, int start, int digits) {
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      value = 10 * value + (text[i] - '0');
    }
    return value;
  }

  private static boolean isGroup(char[] text, int at) {
    return text[at] == ',' && digits(text, at + 1) == 3;
  }

  private static int exponent(char[] text, int at) {
    if ((text[at] | 0x20) != 'e') {
      return at;
    }
    int digits = text[at + 1] == '-' || text[at + 1] == '+' ? at + 2 : at + 1;
    return Chars.isDigit(text[digits]) ? digits + digits(text, digits) : at;
  }

  private static boolean isUnit(char[] text, int start) {
    int length = 0;
    while (Chars.isWord(text[start + length])) {
      if (++length > MAX_UNIT) {
        return false;
      }
    }
    for (int at = 0; at >= 0; at = UNITS.indexOf(' ', at + 1)) {
      if (isAt(at + 1, text, start, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(int unit, char[] text, int start, int length) {
    for (int i = 0; i < length; i++) {
      if (unit + i >= UNITS.length() || UNITS.charAt(unit + i) != (text[start + i] | 0x20)) {
        return false;
      }
    }
    return unit + length < UNITS.length() && UNITS.charAt(unit + length) == ' ';
  }
}
