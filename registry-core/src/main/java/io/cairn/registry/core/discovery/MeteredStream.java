package io.cairn.registry.core.discovery;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Has the {@link ReadGuard} look at everything that a format reads. Closing it closes nothing. */
final class MeteredStream extends FilterInputStream {
  private final ReadGuard guard;

  MeteredStream(InputStream decompressed, ReadGuard guard) {
    super(decompressed);
    this.guard = guard;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length == 0 ? 0 : guard.allowance(length));
    guard.decompressed(Math.max(count, 0));
    return count;
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

  @Override
  public void close() {}
}
