package io.cairn.registry.core.identity;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import org.jspecify.annotations.Nullable;

/** The bytes that stand for constants. They are stored for ever: add, but never change or reuse. */
final class WireCodes {
  /** The canonical form's version, the first byte of each. */
  static final int CANONICAL_V1 = 0xF0;

  static final int NULLABLE = 0x01;
  static final int PRIMARY = 0x02;
  static final int PARTITION = 0x04;
  static final int DEFAULT = 0x08;
  static final int ALIASES = 0x10;
  static final int DOC = 0x20;

  static final int DEFAULT_LITERAL = 1;
  static final int DEFAULT_CALL = 2;

  static final int LITERAL_NULL = 0;
  static final int LITERAL_FALSE = 1;
  static final int LITERAL_TRUE = 2;
  static final int LITERAL_TEXT = 3;
  static final int LITERAL_NUMBER = 4;
  static final int LITERAL_LIST = 5;
  static final int LITERAL_MAP = 6;

  private WireCodes() {}

  static int kind(SchemaKind kind) {
    return switch (kind) {
      case SYSTEM -> 1;
      case USER -> 2;
      case SHARED -> 3;
      case STREAM -> 4;
      case METRIC -> 5;
      case SPAN -> 6;
      case LOG -> 7;
      case PROFILE -> 8;
      case RECORD -> 9;
    };
  }

  static int key(FieldKey key) {
    return switch (key) {
      case PRIMARY -> PRIMARY;
      case PARTITION -> PARTITION;
    };
  }

  static int source(@Nullable FieldSource source) {
    if (source == null) {
      return 0;
    }
    return switch (source) {
      case RESOURCE -> 1;
      case SCOPE -> 2;
      case DATA_POINT -> 3;
      case LOG_RECORD -> 4;
      case SPAN -> 5;
      case EVENT -> 6;
      case LINK -> 7;
      case PROFILE -> 8;
      case COLUMN -> 9;
    };
  }

  static @Nullable FieldSource source(int code) {
    if (code == 0) {
      return null;
    }
    for (FieldSource source : FieldSource.values()) {
      if (source(source) == code) {
        return source;
      }
    }
    throw new InvalidInputException(
        "Unknown field source "
            + code
            + "; this release knows 0 to 9. Decode it with a later one.");
  }
}
