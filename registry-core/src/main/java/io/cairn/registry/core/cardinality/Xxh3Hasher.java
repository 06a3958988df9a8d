package io.cairn.registry.core.cardinality;

import net.openhft.hashing.LongHashFunction;

/** {@link ValueHasher} by zero-allocation-hashing, the only place that knows it. */
final class Xxh3Hasher implements ValueHasher {
  private static final LongHashFunction XXH3 = LongHashFunction.xx3();
  private static final int KEPT_CHARS = 1 << 14;

  private char[] chars = new char[64];
  private byte[] utf8 = new byte[3 * 64];

  @Override
  public long hash(long value) {
    return XXH3.hashLong(value);
  }

  static long of(byte[] bytes) {
    return XXH3.hashBytes(bytes);
  }

  @Override
  public long hash(byte[] bytes) {
    return of(bytes);
  }

  @Override
  public long hash(String text) {
    int length = text.length();
    char[] copy = length <= chars.length ? chars : new char[length];
    text.getChars(0, length, copy, 0);
    if (length <= KEPT_CHARS) {
      chars = copy;
    }
    return hash(copy, 0, length);
  }

  @Override
  public long hash(char[] buffer, int offset, int length) {
    byte[] bytes = 3L * length <= utf8.length ? utf8 : new byte[Math.multiplyExact(3, length)];
    if (length <= KEPT_CHARS) {
      utf8 = bytes;
    }
    int ascii = 0;
    while (ascii < length && buffer[offset + ascii] < 0x80) {
      bytes[ascii] = (byte) buffer[offset + ascii];
      ascii++;
    }
    int size =
        ascii == length ? length : encode(buffer, offset + ascii, offset + length, bytes, ascii);
    return XXH3.hashBytes(bytes, 0, size);
  }

  private static int encode(char[] buffer, int from, int end, byte[] bytes, int start) {
    int at = start;
    for (int i = from; i < end; i++) {
      char c = buffer[i];
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | (c >> 6));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < end
          && Character.isLowSurrogate(buffer[i + 1])) {
        int point = Character.toCodePoint(c, buffer[++i]);
        bytes[at++] = (byte) (0xF0 | (point >> 18));
        bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (point & 0x3F));
      } else {
        bytes[at++] = (byte) (0xE0 | (c >> 12));
        bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return at;
  }
}
