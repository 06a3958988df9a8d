package io.cairn.registry.testkit.avro;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Avro's own writer and reader, with the logical types turned into what they mean. */
final class AvroData {
  private static final GenericData DATA = new GenericData();

  static {
    DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
    DATA.addLogicalTypeConversion(new Conversions.UUIDConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.DateConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    DATA.addLogicalTypeConversion(new TimeConversions.LocalTimestampMicrosConversion());
  }

  private AvroData() {}

  static byte[] write(Schema writer, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(writer, DATA).write(value, encoder);
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads from a stream of unknown length. Where Avro knows the length, it refuses arrays and maps
   * that could not be so long in the reader's form, although they are in the writer's.
   *
   * <p>Throws whatever Avro's reader throws, which is of no common type.
   */
  static Object read(Schema reader, Schema writer, byte[] data) {
    InputStream stream = new BufferedInputStream(new ByteArrayInputStream(data));
    return read(reader, writer, DecoderFactory.get().binaryDecoder(stream, null));
  }

  static Object readOfKnownLength(Schema reader, Schema writer, byte[] data) {
    return read(reader, writer, DecoderFactory.get().binaryDecoder(data, null));
  }

  private static Object read(Schema reader, Schema writer, Decoder data) {
    try {
      return new GenericDatumReader<>(writer, reader, DATA).read(null, data);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
