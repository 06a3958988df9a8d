package io.cairn.registry.telemetry;

import io.cairn.registry.error.InvalidInputException;

/** How bad it is what a log record says: the ranges of OpenTelemetry's severity numbers. */
public enum Severity {
  UNSPECIFIED,
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  private static final int NUMBERS_A_RANGE = 4;
  private static final Severity[] ALL = values();

  /**
   * The range that a severity number is in: 1 to 4 are {@link #TRACE}, 21 to 24 {@link #FATAL}, 0
   * is {@link #UNSPECIFIED}.
   *
   * @throws InvalidInputException if the number is not from 0 to 24
   */
  public static Severity ofNumber(int number) {
    if (number < 0 || number > NUMBERS_A_RANGE * (ALL.length - 1)) {
      throw new InvalidInputException(
          "The severity number " + number + " is not one; it must be from 0 to 24.");
    }
    return ALL[(number + NUMBERS_A_RANGE - 1) / NUMBERS_A_RANGE];
  }
}
