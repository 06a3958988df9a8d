package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.DataFormat;
import io.cairn.registry.discovery.DataFormat.Confidence;
import io.cairn.registry.discovery.DataFormat.Extent;
import io.cairn.registry.discovery.DataFormat.Head;
import io.cairn.registry.discovery.DataLocation.DataObject;
import io.cairn.registry.discovery.RecordSink;
import io.cairn.registry.error.DiscoveryException.Reason;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One object, opened, unpacked, and its format recognised. Not thread-safe. */
final class DataReader implements Closeable {
  private static final int HEAD_BYTES = 64 << 10;
  private static final int KEPT_BYTES = 16 << 20;
  private static final int BUFFER_BYTES = 64 << 10;

  private final ReplayStream stream;
  private final ReadGuard guard;
  private final DataFormat format;
  private final Head head;
  private final boolean gzip;

  private DataReader(
      ReplayStream stream, ReadGuard guard, DataFormat format, Head head, boolean gzip) {
    this.stream = stream;
    this.guard = guard;
    this.format = format;
    this.head = head;
    this.gzip = gzip;
  }

  /** Opens the object; what was opened is closed again if that fails. */
  static DataReader open(DataObject object, List<DataFormat> formats, ReadGuard guard)
      throws IOException {
    guard.checkTime();
    InputStream stored = object.open();
    try {
      return open(stored, object.name(), formats, guard);
    } catch (Throwable e) {
      try {
        stored.close();
      } catch (IOException | RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static DataReader open(
      InputStream stored, String name, List<DataFormat> formats, ReadGuard guard)
      throws IOException {
    BufferedInputStream buffered =
        new BufferedInputStream(new StoredStream(stored, guard), BUFFER_BYTES);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    InputStream plain =
        gzip ? new GZIPInputStream(new GzipMembers(buffered), BUFFER_BYTES) : buffered;
    ReplayStream stream = new ReplayStream(plain, KEPT_BYTES);
    Head head = head(stream, gzip ? withoutSuffix(name) : name, guard);
    return new DataReader(stream, guard, recognise(head, formats, guard), head, gzip);
  }

  private static String withoutSuffix(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz")
        ? name.substring(0, name.length() - 3)
        : name;
  }

  private static Head head(ReplayStream stream, String name, ReadGuard guard) throws IOException {
    byte[] bytes = stream.readNBytes(HEAD_BYTES);
    guard.checkTime();
    if (!stream.rewind()) {
      throw new AssertionError("the head is always kept");
    }
    Extent extent = bytes.length < HEAD_BYTES ? Extent.ALL : Extent.BEGINNING;
    return new Head(name, ByteBuffer.wrap(bytes), extent);
  }

  private static DataFormat recognise(Head head, List<DataFormat> formats, ReadGuard guard) {
    if (!head.bytes().hasRemaining()) {
      throw guard.failure(Reason.EMPTY, "it has no bytes", null);
    }
    @Nullable DataFormat best = null;
    Confidence most = Confidence.NO;
    for (DataFormat format : formats) {
      Confidence confidence = format.detect(head);
      if (confidence.compareTo(most) > 0) {
        most = confidence;
        best = format;
      }
    }
    if (best != null) {
      return best;
    }
    HeadText text = HeadText.of(head);
    if (text != null && text.isBlank()) {
      throw guard.failure(Reason.EMPTY, "it has only blanks", null);
    }
    throw guard.failure(
        Reason.UNKNOWN_FORMAT,
        "it seems to be "
            + BinaryKind.describe(head)
            + "; the formats known are "
            + formats.stream().map(DataFormat::name).toList(),
        null);
  }

  String format() {
    return gzip ? format.name() + " (gzip)" : format.name();
  }

  /** Reads from the first byte on; once, unless {@link #rewind} allows another time. */
  void read(RecordSink sink) throws IOException {
    format.read(new MeteredStream(stream, guard), head, sink, guard.options());
  }

  /** Makes ready for reading once more, the last time; false if the object must be opened anew. */
  boolean rewind() {
    if (!stream.rewind()) {
      return false;
    }
    stream.keepNoMore();
    return true;
  }

  /** There will be no {@link #rewind}. */
  void readOnce() {
    stream.keepNoMore();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
