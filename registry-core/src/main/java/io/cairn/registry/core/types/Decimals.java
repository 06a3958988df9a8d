package io.cairn.registry.core.types;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exact numbers of other systems, which may have more digits and other scales than ours. */
final class Decimals {
  /** What an unsigned integer of 64 bits needs. */
  static final DecimalType UNSIGNED_64 = DataType.decimal(20, 0);

  private Decimals() {}

  /** The narrowest type that holds them all. */
  static DataType of(int precision, int scale) {
    long digits = scale < 0 ? (long) precision - scale : Math.max(precision, scale);
    return precision < 1 || digits <= DecimalType.MAX_PRECISION
        ? new DecimalType(precision < 1 ? precision : (int) digits, Math.max(scale, 0))
        : ScalarType.TEXT;
  }

  /** The same for a list of the precision and perhaps the scale; null if it is neither. */
  static @Nullable DataType of(List<Integer> parameters) {
    return switch (parameters.size()) {
      case 1 -> of(parameters.get(0), 0);
      case 2 -> of(parameters.get(0), parameters.get(1));
      default -> null;
    };
  }
}
