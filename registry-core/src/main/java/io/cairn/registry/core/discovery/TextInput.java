package io.cairn.registry.core.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as text: UTF-8 with or without a byte order mark, or UTF-16 with one.
 *
 * @param bytes after the mark; checked if they are UTF-8
 * @param charset their encoding
 */
record TextInput(InputStream bytes, Charset charset) {
  private static final int LONGEST_MARK = 3;

  static TextInput open(InputStream raw) throws IOException {
    byte[] start = raw.readNBytes(LONGEST_MARK);
    Charset charset = charset(start);
    int mark = markLength(start);
    PushbackInputStream bytes = new PushbackInputStream(raw, LONGEST_MARK);
    bytes.unread(start, mark, start.length - mark);
    return new TextInput(
        charset.equals(StandardCharsets.UTF_8) ? new Utf8Stream(bytes, mark) : bytes, charset);
  }

  /** What a byte order mark says; UTF-8 without one. */
  static Charset charset(byte[] start) {
    if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }

  /** How many bytes the byte order mark has. */
  static int markLength(byte[] start) {
    if (!charset(start).equals(StandardCharsets.UTF_8)) {
      return 2;
    }
    boolean utf8 =
        start.length >= 3
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    return utf8 ? 3 : 0;
  }

  Reader reader() {
    return new InputStreamReader(
        bytes,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  JsonParser parser(JsonFactory factory) throws IOException {
    return charset.equals(StandardCharsets.UTF_8)
        ? factory.createParser(bytes)
        : factory.createParser(reader());
  }
}
