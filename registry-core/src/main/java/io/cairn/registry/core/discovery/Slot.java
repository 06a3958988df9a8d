package io.cairn.registry.core.discovery;

import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;

/** How the values of a type are taken and summed up. */
enum Slot {
  BOOLEAN(ValueKind.BOOLEAN),
  INTEGER(ValueKind.BIGINT),
  DECIMAL(ValueKind.DECIMAL),
  REAL(ValueKind.DOUBLE),
  TEXT(ValueKind.TEXT),
  ENUM(ValueKind.TEXT),
  BYTES(ValueKind.TEXT),
  DATE(ValueKind.DATE),
  TIME(ValueKind.TIME),
  TIMESTAMP(ValueKind.TIMESTAMP),
  DATETIME(ValueKind.DATETIME),
  UUID(ValueKind.UUID),
  /** Takes any value: JSON; a union and a reference, whose inside is not looked at. */
  ANY(ValueKind.TEXT),
  STRUCT(ValueKind.STRUCT),
  ARRAY(ValueKind.ARRAY),
  MAP(ValueKind.STRUCT);

  private final ValueKind kind;

  Slot(ValueKind kind) {
    this.kind = kind;
  }

  /** The kind of value that it takes above all. */
  ValueKind kind() {
    return kind;
  }

  static Slot of(DataType type) {
    if (type instanceof ScalarType scalar) {
      return of(scalar);
    }
    if (type instanceof DecimalType) {
      return DECIMAL;
    }
    if (type instanceof EnumType) {
      return ENUM;
    }
    if (type instanceof ArrayType || type instanceof EmbeddingType) {
      return ARRAY;
    }
    if (type instanceof MapType) {
      return MAP;
    }
    if (type instanceof StructType) {
      return STRUCT;
    }
    if (type instanceof UnionType || type instanceof ReferenceType) {
      return ANY;
    }
    throw new AssertionError(type);
  }

  private static Slot of(ScalarType type) {
    return switch (type) {
      case BOOLEAN -> BOOLEAN;
      case SMALLINT, INT, BIGINT -> INTEGER;
      case FLOAT, DOUBLE -> REAL;
      case TEXT -> TEXT;
      case BYTES -> BYTES;
      case DATE -> DATE;
      case TIME -> TIME;
      case TIMESTAMP -> TIMESTAMP;
      case DATETIME -> DATETIME;
      case UUID -> UUID;
      case JSON -> ANY;
    };
  }
}
