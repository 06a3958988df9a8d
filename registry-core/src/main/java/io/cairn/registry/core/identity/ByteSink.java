package io.cairn.registry.core.identity;

import io.cairn.registry.error.InvalidInputException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array of bytes. Numbers are little-endian, text is UTF-8 behind its length in bytes.
 */
final class ByteSink {
  /** The most bytes it takes. */
  static final int MAX_BYTES = 64 << 20;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_BYTES_PER_CHAR = 3;

  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  void u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void u32(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void raw(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void block(byte[] block) {
    u32(block.length);
    raw(block);
  }

  void text(String text) {
    int length = text.length();
    reserve(Integer.BYTES + (long) length * MAX_BYTES_PER_CHAR);
    int start = size + Integer.BYTES;
    int at = start;
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        break;
      }
      bytes[at++] = (byte) c;
      i++;
    }
    at = i == length ? at : encode(text, i, at);
    INT.set(bytes, size, at - start);
    size = at;
  }

  private int encode(String text, int from, int to) {
    int at = to;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | (c >> 6));
        bytes[at++] = tail(c, 0);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[at++] = (byte) (0xF0 | (point >> 18));
        bytes[at++] = tail(point, 12);
        bytes[at++] = tail(point, 6);
        bytes[at++] = tail(point, 0);
      } else {
        bytes[at++] = (byte) (0xE0 | (c >> 12));
        bytes[at++] = tail(c, 6);
        bytes[at++] = tail(c, 0);
      }
    }
    return at;
  }

  private static byte tail(int point, int shift) {
    return (byte) (0x80 | ((point >> shift) & 0x3F));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(long more) {
    long needed = size + more;
    if (needed > bytes.length) {
      grow(needed);
    }
  }

  private void grow(long needed) {
    if (needed > MAX_BYTES) {
      throw new InvalidInputException(
          "Cannot encode this schema or type: it needs more than "
              + MAX_BYTES
              + " bytes; make it smaller, or split it by reference.");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * bytes.length)));
  }
}
