package io.cairn.registry.core.discovery;

import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;

/**
 * Recognises the extended forms of ISO 8601 that are common in data, and no other: {@code
 * 2012-01-31}, {@code 23:59} with seconds and up to nine digits of a fraction, both joined by
 * {@code T}, and then {@code Z} or an offset such as {@code +05:30}. Days must exist; years have
 * four digits. Not thread-safe.
 */
final class TemporalScanner {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
  private static final int DATE_LENGTH = 10;

  private char[] buffer = {};
  private int at;
  private int end;
  private long value;

  /** Days since 1970 of a date, microseconds of the day of a time, or microseconds since 1970. */
  long value() {
    return value;
  }

  ValueKind scan(char[] chars, int offset, int length) {
    if (length < 5 || length > 35 || chars[offset] < '0' || chars[offset] > '9') {
      return ValueKind.TEXT;
    }
    buffer = chars;
    at = offset;
    end = offset + length;
    if (chars[offset + 2] == ':') {
      return time() && at == end ? ValueKind.TIME : ValueKind.TEXT;
    }
    if (length < DATE_LENGTH || chars[offset + 4] != '-' || !date()) {
      return ValueKind.TEXT;
    }
    if (at == end) {
      return ValueKind.DATE;
    }
    long days = value;
    if (!take('T') || !time()) {
      return ValueKind.TEXT;
    }
    value += days * MICROS_PER_DAY;
    if (at == end) {
      return ValueKind.TIMESTAMP;
    }
    return offset() && at == end ? ValueKind.DATETIME : ValueKind.TEXT;
  }

  private boolean date() {
    int year = digits(4);
    if (year < 0 || !take('-')) {
      return false;
    }
    int month = digits(2);
    if (month < 1 || month > 12 || !take('-')) {
      return false;
    }
    int day = digits(2);
    if (day < 1 || day > Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year))) {
      return false;
    }
    value = LocalDate.of(year, month, day).toEpochDay();
    return true;
  }

  private boolean time() {
    int hour = digits(2);
    if (hour < 0 || hour > 23 || !take(':')) {
      return false;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    value = (hour * 60L + minute) * 60 * MICROS_PER_SECOND;
    if (!take(':')) {
      return true;
    }
    int second = digits(2);
    if (second < 0 || second > 59) {
      return false;
    }
    value += second * MICROS_PER_SECOND;
    return !take('.') || fraction();
  }

  private boolean fraction() {
    int first = at;
    long unit = MICROS_PER_SECOND / 10;
    while (at < end && buffer[at] >= '0' && buffer[at] <= '9') {
      value += unit * (buffer[at] - '0');
      unit /= 10;
      at++;
    }
    return at > first && at - first <= 9;
  }

  private boolean offset() {
    if (take('Z')) {
      return true;
    }
    boolean east = take('+');
    if (!east && !take('-')) {
      return false;
    }
    int hours = digits(2);
    if (hours < 0 || hours > 18 || !take(':')) {
      return false;
    }
    int minutes = digits(2);
    if (minutes < 0 || minutes > 59) {
      return false;
    }
    long micros = (hours * 60L + minutes) * 60 * MICROS_PER_SECOND;
    value += east ? -micros : micros;
    return true;
  }

  private boolean take(char wanted) {
    if (at < end && buffer[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** The number that the next digits make, or −1 if there are not so many. */
  private int digits(int count) {
    if (at + count > end) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < count; i++) {
      char c = buffer[at++];
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
