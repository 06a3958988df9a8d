package io.cairn.registry.telemetry;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;

/** The type of an observed value. What nests is JSON. */
public enum ValueType {
  TEXT(0),
  BIGINT(1),
  DOUBLE(2),
  BOOLEAN(3),
  BYTES(4),
  JSON(5),
  TEXT_ARRAY(6),
  BIGINT_ARRAY(7),
  DOUBLE_ARRAY(8),
  BOOLEAN_ARRAY(9),
  DATE(10),
  TIME(11),
  DATETIME(12),
  UUID(13);

  private final int code;

  ValueType(int code) {
    this.code = code;
  }

  private static DataType arrayOf(DataType element) {
    return new ArrayType(element, Nullability.NULLABLE);
  }

  /** A number of its own, from 0 to 30, that never changes. */
  public int code() {
    return code;
  }

  /** The type that a field of such values has in a schema. */
  public DataType dataType() {
    return switch (this) {
      case TEXT -> ScalarType.TEXT;
      case BIGINT -> ScalarType.BIGINT;
      case DOUBLE -> ScalarType.DOUBLE;
      case BOOLEAN -> ScalarType.BOOLEAN;
      case BYTES -> ScalarType.BYTES;
      case JSON -> ScalarType.JSON;
      case TEXT_ARRAY -> arrayOf(ScalarType.TEXT);
      case BIGINT_ARRAY -> arrayOf(ScalarType.BIGINT);
      case DOUBLE_ARRAY -> arrayOf(ScalarType.DOUBLE);
      case BOOLEAN_ARRAY -> arrayOf(ScalarType.BOOLEAN);
      case DATE -> ScalarType.DATE;
      case TIME -> ScalarType.TIME;
      case DATETIME -> ScalarType.DATETIME;
      case UUID -> ScalarType.UUID;
    };
  }
}
