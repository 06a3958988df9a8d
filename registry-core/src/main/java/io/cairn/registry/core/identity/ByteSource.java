package io.cairn.registry.core.identity;

import io.cairn.registry.error.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what {@link ByteSink} writes. Never allocates more than its input can fill. */
final class ByteSource {
  private final ByteBuffer bytes;

  ByteSource(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int u8() {
    require(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  int u32() {
    require(Integer.BYTES);
    return bytes.getInt();
  }

  /** A byte that is 0 or 1. */
  boolean flag() {
    int value = u8();
    if (value > 1) {
      throw invalid("has " + value + " where 0 or 1 belongs");
    }
    return value == 1;
  }

  byte[] block() {
    byte[] block = new byte[count()];
    bytes.get(block);
    return block;
  }

  String text() {
    int length = count();
    ByteBuffer slice = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
    } catch (CharacterCodingException malformed) {
      throw new InvalidInputException(message("has text that is not UTF-8"), malformed);
    }
  }

  /** A count, then so many elements of one byte or more. */
  <T> List<T> list(Supplier<T> element) {
    int count = count();
    List<T> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(element.get());
    }
    return elements;
  }

  /** A count of things that each take a byte or more. */
  int count() {
    int count = u32();
    if (count < 0 || count > bytes.remaining()) {
      throw invalid("announces " + Integer.toUnsignedString(count) + " elements and stops short");
    }
    return count;
  }

  void requireEnd() {
    if (bytes.hasRemaining()) {
      throw invalid("ends, and " + bytes.remaining() + " bytes follow");
    }
  }

  InvalidInputException invalid(String problem) {
    return new InvalidInputException(message(problem));
  }

  private void require(int wanted) {
    if (bytes.remaining() < wanted) {
      throw invalid("stops short");
    }
  }

  private String message(String problem) {
    return "Cannot decode the type: at byte "
        + bytes.position()
        + " of "
        + bytes.limit()
        + " it "
        + problem
        + "; give the bytes as they were encoded.";
  }
}
