package io.cairn.registry.core.templates;

/**
 * Where a date, a time of day or both end in a text, given where the first digit is; -1 if there is
 * none. The text ends with a blank.
 */
final class Dates {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private Dates() {}

  static int end(char[] text, int start) {
    int digits = Numbers.digits(text, start);
    int end =
        switch (digits) {
          case 1, 2 -> text[start + digits] == ':' ? freeTime(text, start) : dayFirst(text, start);
          case 4 -> yearFirst(text, start);
          case 8 -> compact(text, start);
          default -> -1;
        };
    return end < 0 || Chars.isWord(text[end]) ? -1 : end;
  }

  /** A time of day that is no later part of something with colons. */
  private static int freeTime(char[] text, int start) {
    boolean later = start > 1 && text[start - 1] == ':' && Chars.isDigit(text[start - 2]);
    return later ? -1 : time(text, start, ':');
  }

  private static int yearFirst(char[] text, int start) {
    char separator = text[start + 4];
    if (!isYear(text, start, 4) || !isSeparator(separator)) {
      return -1;
    }
    int month = start + 5;
    int monthDigits = Numbers.digits(text, month);
    int day = month + monthDigits + 1;
    if (!isUpTo(12, text, month, monthDigits) || text[day - 1] != separator) {
      return -1;
    }
    int dayDigits = Numbers.digits(text, day);
    return isUpTo(31, text, day, dayDigits) ? withTime(text, day + dayDigits, separator) : -1;
  }

  /** Day, month and year, or month, day and year; of two digits each in any order. */
  private static int dayFirst(char[] text, int start) {
    int digits = Numbers.digits(text, start);
    char separator = text[start + digits];
    if (!isSeparator(separator)) {
      return -1;
    }
    int second = start + digits + 1;
    boolean named = isMonthName(text, second);
    int secondDigits = named ? 3 : Numbers.digits(text, second);
    int third = second + secondDigits + 1;
    if (!(named || isUpTo(31, text, second, secondDigits)) || text[third - 1] != separator) {
      return -1;
    }
    int thirdDigits = Numbers.digits(text, third);
    boolean fits =
        isYear(text, third, thirdDigits)
            ? isUpTo(31, text, start, digits)
                && (named
                    || isUpTo(12, text, start, digits)
                    || isUpTo(12, text, second, secondDigits))
            : separator == '/'
                && digits + secondDigits + thirdDigits == 6
                && isUpTo(31, text, third, thirdDigits);
    return fits ? withTime(text, third + thirdDigits, separator) : -1;
  }

  /** Eight digits of a date, and then a time: alone they are a number. */
  private static int compact(char[] text, int start) {
    boolean date =
        isYear(text, start, 4) && isUpTo(12, text, start + 4, 2) && isUpTo(31, text, start + 6, 2);
    int end = start + 8;
    if (!date || !isJoint(text[end])) {
      return -1;
    }
    int compactTime = compactTime(text, end + 1);
    return compactTime > 0 ? compactTime : time(text, end + 1, ':');
  }

  private static int withTime(char[] text, int end, char separator) {
    if (isJoint(text[end])) {
      int withColons = time(text, end + 1, ':');
      int time = withColons > 0 ? withColons : time(text, end + 1, '.');
      if (time > 0) {
        return time;
      }
    }
    return text[end] == separator && Chars.isDigit(text[end + 1]) ? -1 : end;
  }

  private static int time(char[] text, int start, char separator) {
    int digits = Numbers.digits(text, start);
    if (digits < 1 || digits > 2 || Numbers.value(text, start, digits) > 24) {
      return -1;
    }
    int minute = start + digits;
    if (!isSixtieth(text, minute, separator)) {
      return -1;
    }
    int second = minute + 3;
    if (text[second] != separator || !Chars.isDigit(text[second + 1])) {
      return zone(text, second);
    }
    return isSixtieth(text, second, separator) ? zone(text, fraction(text, second + 3)) : -1;
  }

  private static int compactTime(char[] text, int start) {
    boolean time =
        Numbers.digits(text, start) == 6
            && Numbers.value(text, start, 2) <= 24
            && Numbers.value(text, start + 2, 2) < 60
            && Numbers.value(text, start + 4, 2) <= 60;
    return time ? zone(text, fraction(text, start + 6)) : -1;
  }

  private static boolean isSixtieth(char[] text, int at, char separator) {
    return text[at] == separator
        && Numbers.digits(text, at + 1) == 2
        && Numbers.value(text, at + 1, 2) <= 60;
  }

  private static int fraction(char[] text, int at) {
    boolean point = text[at] == '.' || text[at] == ',' || text[at] == ':';
    return point && Chars.isDigit(text[at + 1]) ? at + 1 + Numbers.digits(text, at + 1) : at;
  }

  private static int zone(char[] text, int at) {
    if (text[at] == 'Z') {
      return at + 1;
    }
    if (text[at] != '+' && text[at] != '-') {
      return at;
    }
    int digits = Numbers.digits(text, at + 1);
    if (digits == 4) {
      return at + 5;
    }
    if (digits != 2) {
      return at;
    }
    return text[at + 3] == ':' && Numbers.digits(text, at + 4) == 2 ? at + 6 : at + 3;
  }

  private static boolean isUpTo(int max, char[] text, int start, int digits) {
    if (digits < 1 || digits > 2) {
      return false;
    }
    int value = Numbers.value(text, start, digits);
    return value >= 1 && value <= max;
  }

  private static boolean isYear(char[] text, int start, int digits) {
    if (digits != 4) {
      return false;
    }
    int century = Numbers.value(text, start, 2);
    return century >= 19 && century <= 21;
  }

  private static boolean isMonthName(char[] text, int start) {
    for (int month = 0; month < MONTHS.length(); month += 3) {
      int at = 0;
      while (at < 3 && (text[start + at] | 0x20) == MONTHS.charAt(month + at)) {
        at++;
      }
      if (at == 3) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '/' || c == '.';
  }

  private static boolean isJoint(char c) {
    return c == 'T' || c == '-' || c == '_' || c == ':';
  }
}
