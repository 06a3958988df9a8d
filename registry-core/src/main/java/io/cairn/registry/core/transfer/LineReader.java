package io.cairn.registry.core.transfer;

import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.error.StoreException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of an export, read one by one and no further than a line may be long. */
final class LineReader {
  private final BufferedInputStream bytes;
  private final int maxBytes;
  private long number;

  LineReader(InputStream bytes, int maxBytes) {
    this.bytes = new BufferedInputStream(bytes);
    this.maxBytes = maxBytes;
  }

  /** The number of the line that was read last. */
  long number() {
    return number;
  }

  /** The next line; null at the end. */
  @Nullable Line next() {
    number++;
    try {
      int b = bytes.read();
      if (b < 0) {
        return null;
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (b >= 0 && b != '\n') {
        if (line.size() == maxBytes) {
          throw new MalformedExportException(
              number, "it has more than " + maxBytes + " bytes.", null);
        }
        line.write(b);
        b = bytes.read();
      }
      return Line.parse(number, decode(line.toByteArray()));
    } catch (CharacterCodingException malformed) {
      throw new MalformedExportException(number, "its bytes are not UTF-8.", malformed);
    } catch (IOException failed) {
      throw new StoreException(
          "Cannot import line " + number + ": it cannot be read. What stands before is imported.",
          failed);
    }
  }

  private static String decode(byte[] line) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
  }
}
