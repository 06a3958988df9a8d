package io.cairn.registry.schema;

/** The types without parameters. */
public enum ScalarType implements DataType {
  /** True or false. */
  BOOLEAN(TypeTag.BOOLEAN),
  /** A signed 16-bit integer. */
  SMALLINT(TypeTag.SMALLINT),
  /** A signed 32-bit integer. */
  INT(TypeTag.INT),
  /** A signed 64-bit integer. */
  BIGINT(TypeTag.BIGINT),
  /** An IEEE 754 number of 32 bits. */
  FLOAT(TypeTag.FLOAT),
  /** An IEEE 754 number of 64 bits. */
  DOUBLE(TypeTag.DOUBLE),
  /** Unicode text. */
  TEXT(TypeTag.TEXT),
  /** Bytes. */
  BYTES(TypeTag.BYTES),
  /** A date, in days. */
  DATE(TypeTag.DATE),
  /** A time of day, in microseconds. */
  TIME(TypeTag.TIME),
  /** A date and a time of day without a zone, in microseconds. */
  TIMESTAMP(TypeTag.TIMESTAMP),
  /** An instant, in microseconds of UTC. */
  DATETIME(TypeTag.DATETIME),
  /** A universally unique identifier of 128 bits. */
  UUID(TypeTag.UUID),
  /** Any JSON value. */
  JSON(TypeTag.JSON);

  private final TypeTag tag;

  ScalarType(TypeTag tag) {
    this.tag = tag;
  }

  @Override
  public TypeTag tag() {
    return tag;
  }
}
