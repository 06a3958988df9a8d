package io.cairn.registry.core.cardinality;

/**
 * Makes 64 well-mixed bits of a value, by XXH3 over its bytes; the same on every platform. Text is
 * hashed as UTF-8, an unpaired surrogate as the three bytes its code point would have. Not
 * thread-safe: it reuses a buffer, and allocates nothing for values of ordinary size.
 */
public interface ValueHasher {

  /** A hasher of its own. */
  static ValueHasher create() {
    return new Xxh3Hasher();
  }

  long hash(long value);

  long hash(String text);

  long hash(byte[] bytes);

  /** The hash of the text that this part of the buffer has. */
  long hash(char[] buffer, int offset, int length);
}
