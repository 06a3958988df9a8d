package io.cairn.registry.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * How bytes become records: recognises a format by its content and reads it as a stream of events.
 * Thread-safe.
 *
 * <p>Broken bytes are a {@link MalformedDataException}; limits are the {@link RecordSink}'s and the
 * stream's business, except that a format never holds more than one record, or {@link
 * DiscoveryOptions#maxRecordBytes}, in memory.
 */
public interface DataFormat {

  /** Its name for people, such as {@code CSV}. */
  String name();

  /** How sure the format is that these bytes are its own. Never throws. */
  Confidence detect(Head head);

  /**
   * Reads records into the sink until the data ends or {@link RecordSink#endRecord} says that it
   * has enough.
   */
  void read(InputStream bytes, Head head, RecordSink sink, DiscoveryOptions options)
      throws IOException;

  /** How sure a format is, in rising order. */
  enum Confidence {
    NO,
    /** The content does not contradict, and the name speaks for it or nothing speaks against it. */
    POSSIBLE,
    /** The content and the name speak for it. */
    LIKELY,
    /** The content can be nothing else. */
    CERTAIN
  }

  /**
   * The beginning of the data, decompressed.
   *
   * @param name the last part of the data's name, without the suffix of a compression
   * @param bytes at most the first 64 KiB
   * @param extent whether that is all there is
   */
  record Head(String name, ByteBuffer bytes, Extent extent) {
    public Head {
      bytes = bytes.asReadOnlyBuffer();
    }

    /** A read-only view of the bytes, from the first to the last, with a position of its own. */
    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }

  /** Whether a {@link Head} is all there is. */
  enum Extent {
    ALL,
    BEGINNING
  }
}
