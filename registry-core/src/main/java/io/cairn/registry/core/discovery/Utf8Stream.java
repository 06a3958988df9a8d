package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.MalformedDataException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Lets only well-formed UTF-8 pass; what is not is a {@link MalformedDataException} with its
 * offset.
 */
final class Utf8Stream extends FilterInputStream {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private long offset;
  private int missing;
  private int leastNext = 0x80;
  private int mostNext = 0xBF;

  /**
   * @param offset how many bytes were read before
   */
  Utf8Stream(InputStream in, long offset) {
    super(in);
    this.offset = offset;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int count = in.read(buffer, from, length);
    if (count >= 0) {
      check(buffer, from, from + count);
      offset += count;
    } else if (missing > 0) {
      throw new MalformedDataException(
          "it ends in the middle of a character, at byte offset " + offset, null);
    }
    return count;
  }

  private void check(byte[] buffer, int from, int end) throws IOException {
    int at = from;
    while (at < end) {
      if (missing == 0) {
        while (at + Long.BYTES <= end && ((long) LONGS.get(buffer, at) & NOT_ASCII) == 0) {
          at += Long.BYTES;
        }
        if (at < end && buffer[at] >= 0) {
          at++;
          continue;
        }
      }
      if (at < end && !accepts(buffer[at] & 0xFF)) {
        throw new MalformedDataException(
            String.format(
                "byte 0x%02X at offset %d is not UTF-8; convert the data to UTF-8",
                buffer[at] & 0xFF, offset + at - from),
            null);
      }
      at++;
    }
  }

  private boolean accepts(int next) {
    if (missing > 0) {
      boolean fits = next >= leastNext && next <= mostNext;
      missing--;
      leastNext = 0x80;
      mostNext = 0xBF;
      return fits;
    }
    if (next >= 0xC2 && next <= 0xDF) {
      missing = 1;
    } else if (next >= 0xE0 && next <= 0xEF) {
      missing = 2;
      leastNext = next == 0xE0 ? 0xA0 : 0x80;
      mostNext = next == 0xED ? 0x9F : 0xBF;
    } else if (next >= 0xF0 && next <= 0xF4) {
      missing = 3;
      leastNext = next == 0xF0 ? 0x90 : 0x80;
      mostNext = next == 0xF4 ? 0x8F : 0xBF;
    }
    return missing > 0;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.min(Math.max(count, 0), 8192)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
