package io.cairn.registry.discovery;

import java.util.List;

/**
 * Takes records as events: {@code header? (beginRecord (field value | surplus)* endRecord)*}, where
 * a value is a single call, or {@code beginObject (field value)* endObject}, or {@code beginArray
 * value* endArray}. Not thread-safe.
 *
 * <p>Any method may throw {@link io.cairn.registry.error.DiscoveryException} when a limit is
 * exceeded; a format lets it pass.
 *
 * <p>The methods that take a part of an array of characters mean the same as those that take text;
 * a format that has its characters in a buffer saves an allocation by them. The sink does not keep
 * the array.
 */
public interface RecordSink {
  /**
   * The fields that each record has, in their order, of a format that names them once. They are
   * there even if no record follows. Does nothing by default.
   */
  default void header(List<String> fields) {}

  void beginRecord();

  /** The next value belongs to this field of the innermost record or object. */
  void field(String name);

  void nullValue();

  void booleanValue(boolean value);

  void integer(long value);

  /**
   * A number as it is written, of any size and with or without fraction or exponent; or {@code
   * NaN}, {@code Infinity} or {@code -Infinity}.
   */
  void number(String literal);

  /** A number as it is written; see {@link #number(String)}. */
  default void number(char[] buffer, int offset, int length) {
    number(new String(buffer, offset, length));
  }

  /** Text of a format that knows what text is, such as JSON. */
  void text(String value);

  /** Text; see {@link #text(String)}. */
  default void text(char[] buffer, int offset, int length) {
    text(new String(buffer, offset, length));
  }

  /**
   * A cell of a format that knows only characters, such as CSV: whether it is a number or a date is
   * for inference to say.
   */
  void untyped(String cell);

  /** A cell; see {@link #untyped(String)}. */
  default void untyped(char[] buffer, int offset, int length) {
    untyped(new String(buffer, offset, length));
  }

  /**
   * A cell beyond the fields of the {@link #header}, under a name that none of them has. It makes
   * no field; it is reported as a {@link Contradiction}. Does nothing by default.
   */
  default void surplus(String name, String cell) {}

  void beginObject();

  void endObject();

  void beginArray();

  void endArray();

  /** Ends a record; false means that no more are wanted. */
  boolean endRecord();
}
