package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;

/**
 * An exact decimal number.
 *
 * @param precision how many digits in all, 1 to {@value #MAX_PRECISION}
 * @param scale how many of them after the point, 0 to {@code precision}
 */
public record DecimalType(int precision, int scale) implements DataType {
  /** The largest precision. */
  public static final int MAX_PRECISION = 38;

  /**
   * @throws InvalidInputException if precision or scale is out of range
   */
  public DecimalType {
    if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
      throw new InvalidInputException(
          "DECIMAL("
              + precision
              + ","
              + scale
              + ") is not a type; its precision is 1 to "
              + MAX_PRECISION
              + " and its scale 0 to the precision.");
    }
  }

  @Override
  public TypeTag tag() {
    return TypeTag.DECIMAL;
  }

  @Override
  public String toString() {
    return "DECIMAL(" + precision + "," + scale + ")";
  }
}
