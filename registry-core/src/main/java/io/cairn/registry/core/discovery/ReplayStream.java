package io.cairn.registry.core.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Keeps what is read, up to a limit, so that reading can start over without opening the source
 * again.
 */
final class ReplayStream extends InputStream {
  private final InputStream in;
  private final int limit;
  private byte[] kept = new byte[1 << 16];
  private int size;
  private int at;
  private boolean keeping = true;
  private boolean lost;

  ReplayStream(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Goes back to the first byte; false if too much has been read for that. */
  boolean rewind() {
    if (lost) {
      return false;
    }
    at = 0;
    return true;
  }

  /** There will be no further {@link #rewind}: keeps no more. */
  void keepNoMore() {
    keeping = false;
    lost = true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (at < size) {
      int count = Math.min(length, size - at);
      System.arraycopy(kept, at, buffer, offset, count);
      at += count;
      return count;
    }
    if (!keeping && size > 0) {
      kept = new byte[0];
      size = 0;
      at = 0;
    }
    int count = in.read(buffer, offset, length);
    if (keeping && count > 0) {
      keep(buffer, offset, count);
    }
    return count;
  }

  private void keep(byte[] buffer, int offset, int count) {
    if (count > limit - size) {
      keepNoMore();
      return;
    }
    if (size + count > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(size + count, Math.min(limit, 2 * kept.length)));
    }
    System.arraycopy(buffer, offset, kept, size, count);
    size += count;
    at = size;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
