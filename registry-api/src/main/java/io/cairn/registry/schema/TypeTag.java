package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;

/**
 * The fixed wire tag of every type: the first byte of its binary descriptor. Codes never change and
 * are never reused; 0xF0–0xFF are reserved for format versions.
 */
public enum TypeTag {
  BOOLEAN(0x01),
  INT(0x02),
  BIGINT(0x03),
  DOUBLE(0x04),
  FLOAT(0x05),
  TEXT(0x06),
  TIMESTAMP(0x07),
  DATE(0x08),
  DATETIME(0x09),
  TIME(0x0A),
  JSON(0x0B),
  BYTES(0x0C),
  EMBEDDING(0x0D),
  UUID(0x0E),
  DECIMAL(0x0F),
  SMALLINT(0x10),
  ENUM(0x20),
  ARRAY(0x21),
  MAP(0x22),
  STRUCT(0x23),
  UNION(0x24),
  REFERENCE(0x25);

  private static final TypeTag[] BY_CODE = new TypeTag[256];

  static {
    for (TypeTag tag : values()) {
      BY_CODE[tag.code] = tag;
    }
  }

  private final int code;

  TypeTag(int code) {
    this.code = code;
  }

  /** The byte's value, 0 to 255. */
  public int code() {
    return code;
  }

  /**
   * The tag with this code.
   *
   * @throws InvalidInputException if there is none
   */
  public static TypeTag of(int code) {
    TypeTag tag = code < 0 || code > 255 ? null : BY_CODE[code];
    if (tag == null) {
      throw new InvalidInputException(
          String.format(
              "Unknown type tag 0x%02X; this release knows 0x01 to 0x10 and 0x20 to 0x25.", code));
    }
    return tag;
  }
}
