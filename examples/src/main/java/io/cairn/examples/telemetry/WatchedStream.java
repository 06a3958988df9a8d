package io.cairn.examples.telemetry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells, about every MiB, how many bytes were read. Not thread-safe. */
final class WatchedStream extends FilterInputStream {
  private static final int STEP = 1 << 20;

  private final LongConsumer listener;
  private long read;
  private long told;

  WatchedStream(InputStream in, LongConsumer listener) {
    super(in);
    this.listener = listener;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    tell(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = in.read(into, offset, length);
    tell(Math.max(0, count));
    return count;
  }

  private void tell(int more) {
    read += more;
    if (read - told >= STEP) {
      told = read;
      listener.accept(read);
    }
  }
}
