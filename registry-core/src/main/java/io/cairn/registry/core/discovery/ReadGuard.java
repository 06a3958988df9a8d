package io.cairn.registry.core.discovery;

import com.google.common.base.Ticker;
import io.cairn.registry.discovery.DiscoveryListener.Progress;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.MalformedDataException;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.error.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One call's limits: counts what is read, tells the listener, and makes the errors, all of which
 * name the source. Not thread-safe.
 */
final class ReadGuard {
  /** How far formats may read ahead of the record they are at. */
  private static final int READ_AHEAD_BYTES = 128 << 10;

  private static final long PROGRESS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final URI source;
  private final DiscoveryOptions options;
  private final Ticker ticker;
  private final long startNanos;
  private final long timeoutNanos;
  private long toldNanos;
  private OptionalLong storedTotal = OptionalLong.empty();
  private long storedBytes;
  private long bytes;
  private long recordStart;
  private long records;

  ReadGuard(URI source, DiscoveryOptions options, Ticker ticker) {
    this.source = source;
    this.options = options;
    this.ticker = ticker;
    startNanos = ticker.read();
    toldNanos = startNanos;
    timeoutNanos = saturatedNanos(options);
  }

  private static long saturatedNanos(DiscoveryOptions options) {
    try {
      return options.timeout().toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  DiscoveryOptions options() {
    return options;
  }

  long records() {
    return records;
  }

  long bytes() {
    return bytes;
  }

  /**
   * Starts counting anew, for a pass over everything.
   *
   * @param storedAlready how many of the stored bytes need not be read again
   */
  void beginPass(OptionalLong total, long storedAlready) {
    storedTotal = total;
    storedBytes = storedAlready;
    bytes = 0;
    recordStart = 0;
    records = 0;
  }

  long storedBytes() {
    return storedBytes;
  }

  void stored(long count) {
    storedBytes += count;
  }

  /** How many bytes may be read before the next call; at least 1. */
  int allowance(int wanted) {
    return (int) Math.min(wanted, Math.max(1, options.maxBytes() - bytes));
  }

  void decompressed(int count) {
    bytes += count;
    if (bytes > options.maxBytes()) {
      throw exceeded(
          "has more than maxBytes = " + options.maxBytes() + " bytes after decompression");
    }
    if (bytes - recordStart > (long) options.maxRecordBytes() + READ_AHEAD_BYTES) {
      throw recordTooLong();
    }
    checkTime();
  }

  DiscoveryException recordTooLong() {
    return exceeded(
        "has more than maxRecordBytes = "
            + options.maxRecordBytes()
            + " bytes in record "
            + (records + 1));
  }

  void recordEnded() {
    records++;
    recordStart = bytes;
  }

  /** Throws if time is up or the thread was interrupted; now and then tells the listener. */
  void checkTime() {
    if (Thread.currentThread().isInterrupted()) {
      throw failure(Reason.TIMED_OUT, "reading it was interrupted", null);
    }
    long now = ticker.read();
    if (now - startNanos > timeoutNanos) {
      throw failure(
          Reason.TIMED_OUT,
          "reading it took longer than timeout = "
              + options.timeout()
              + "; allow more time, or read a sample",
          null);
    }
    if (now - toldNanos >= PROGRESS_NANOS) {
      toldNanos = now;
      tell();
    }
  }

  void tell() {
    options.listener().progress(new Progress(storedBytes, storedTotal, records));
  }

  DiscoveryException exceeded(String what) {
    return failure(Reason.LIMIT_EXCEEDED, "it " + what + "; raise that limit to read it", null);
  }

  DiscoveryException malformed(String what) {
    return failure(Reason.MALFORMED, what, null);
  }

  /** The error that stands for trouble in reading. */
  DiscoveryException failure(IOException e) {
    if (e instanceof MalformedDataException) {
      return failure(Reason.MALFORMED, e.getMessage(), e);
    }
    if (e instanceof ZipException || e instanceof EOFException) {
      return failure(
          Reason.MALFORMED, "its compressed data is damaged or cut off: " + e.getMessage(), e);
    }
    if (e instanceof CharacterCodingException) {
      return failure(Reason.MALFORMED, "it is not well-formed text: " + e.getMessage(), e);
    }
    if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
      if (!(e instanceof SocketTimeoutException)) {
        Thread.currentThread().interrupt();
      }
      return failure(Reason.TIMED_OUT, "reading it was interrupted", e);
    }
    return failure(Reason.UNREADABLE, e.toString(), e);
  }

  DiscoveryException failure(Reason reason, @Nullable String why, @Nullable Throwable cause) {
    return new DiscoveryException(
        reason, source, "Cannot read " + shown(source) + ": " + why + ".", cause);
  }

  /** The URI for people, without the secrets that its user part may have. */
  static String shown(URI uri) {
    String text = uri.toString();
    String user = uri.getRawUserInfo();
    String open = user == null ? text : text.replace(user + "@", "***@");
    return InvalidInputException.abbreviate(open);
  }
}
