package io.cairn.registry.core.discovery;

/** What one value is by itself, whatever its field's other values are. */
enum ValueKind {
  NULL,
  BOOLEAN,
  /** An integer of 32 bits. */
  INT,
  /** An integer of 64 bits and not of 32. */
  BIGINT,
  /** An integer of more than 64 bits and at most 38 digits. */
  DECIMAL,
  /** Any other number that a double holds, if not exactly; NaN and the infinities, too. */
  DOUBLE,
  /** A number beyond the range of a double. */
  BEYOND,
  DATE,
  TIME,
  TIMESTAMP,
  DATETIME,
  UUID,
  TEXT,
  STRUCT,
  ARRAY;

  /** Its name for people, as in the {@code found} of a contradiction. */
  String shown() {
    return switch (this) {
      case NULL -> "null";
      case BEYOND -> "a number beyond DOUBLE";
      default -> name();
    };
  }

  static ValueKind ofLong(long value) {
    return value == (int) value ? INT : BIGINT;
  }
}
