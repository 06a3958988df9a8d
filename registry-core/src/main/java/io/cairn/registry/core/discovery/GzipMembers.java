package io.cairn.registry.core.discovery;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Feeds the JDK's gzip reader, which takes an {@link #available} of 0 for the end of the data and
 * would silently drop the members that follow: here it is 0 at the end alone.
 */
final class GzipMembers extends FilterInputStream {
  private static final int NOT_READ = -2;

  private int next = NOT_READ;

  /**
   * @param in cheap to read byte by byte
   */
  GzipMembers(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    if (next == NOT_READ) {
      return in.read();
    }
    int first = next;
    next = first < 0 ? first : NOT_READ;
    return first;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (next == NOT_READ || length == 0) {
      return in.read(buffer, offset, length);
    }
    int first = read();
    if (first < 0) {
      return -1;
    }
    buffer[offset] = (byte) first;
    return 1;
  }

  @Override
  public int available() throws IOException {
    if (next == NOT_READ) {
      next = in.read();
    }
    return next < 0 ? 0 : 1;
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
