package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;
import java.util.Arrays;

/**
 * A document that a schema came from, kept byte by byte: an Avro schema, a JSON Schema, a table's
 * DDL. Immutable: the bytes are copied in and out.
 */
public final class SourceDocument {
  /** The most bytes a document may have. */
  public static final int MAX_BYTES = 1 << 20;

  private final String format;
  private final byte[] bytes;

  /**
   * @param format what it is, such as {@code avro} or {@code json-schema}; 1 to 64 characters
   * @param bytes at most {@value #MAX_BYTES}
   * @throws InvalidInputException if the format is empty or a part is too large
   */
  public SourceDocument(String format, byte[] bytes) {
    if (format.isEmpty()) {
      throw new InvalidInputException(
          "The document's format is empty; say what it is, such as avro or json-schema.");
    }
    this.format = InvalidInputException.requireText("document's format", format, 64);
    if (bytes.length > MAX_BYTES) {
      throw new InvalidInputException(
          "The "
              + format
              + " document has "
              + bytes.length
              + " bytes; at most "
              + MAX_BYTES
              + " are kept.");
    }
    this.bytes = bytes.clone();
  }

  public String format() {
    return format;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceDocument that
        && format.equals(that.format)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * format.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return format + " document of " + bytes.length + " bytes";
  }
}
