package io.cairn.registry.core.identity;

/**
 * Hashes bytes to 128 bits. Implementations are thread-safe and give the same value on every
 * platform and release, as the values are stored.
 */
public interface ContentHasher {
  /**
   * Hashes {@code length} bytes from {@code offset}.
   *
   * @throws IndexOutOfBoundsException if the range does not lie within {@code bytes}
   */
  Hash hash(byte[] bytes, int offset, int length);

  /** XXH3 with 128 bits and seed 0. */
  static ContentHasher xxh3() {
    return new Xxh3Hasher();
  }

  /**
   * A hash.
   *
   * @param high the upper 64 bits
   * @param low the lower 64 bits
   */
  record Hash(long high, long low) {}
}
