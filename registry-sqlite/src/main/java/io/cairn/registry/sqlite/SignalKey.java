package io.cairn.registry.sqlite;

import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Signal;
import java.io.ByteArrayOutputStream;

/**
 * Signals as bytes whose order is that of the signals: a byte for the kind, then name and variant
 * with a zero between them. Each UTF-16 character is written by itself, as UTF-8 would be if there
 * were no surrogates; so beyond the basic plane, too, the order is Java's and not SQLite's.
 */
final class SignalKey {
  private static final byte[] FIRST = {};

  private SignalKey() {}

  /** The key of a signal. */
  static byte[] of(Signal signal) {
    ByteArrayOutputStream key = begin(signal.kind(), signal.name());
    key.write(0);
    write(signal.variant(), key);
    return key.toByteArray();
  }

  /** Before the keys of all signals. */
  static byte[] first() {
    return FIRST;
  }

  /** Before the keys of a kind's signals whose names are of a pattern. */
  static byte[] before(SchemaKind kind, NamePattern pattern) {
    return begin(kind, pattern.prefix()).toByteArray();
  }

  /** Behind the keys of a kind's signals whose names are of a pattern. */
  static byte[] behind(SchemaKind kind, NamePattern pattern) {
    ByteArrayOutputStream key = begin(kind, pattern.prefix());
    if (pattern.isExact()) {
      key.write(0);
    }
    byte[] behind = key.toByteArray();
    behind[behind.length - 1]++;
    return behind;
  }

  /** A signal's key in hexadecimal digits. */
  static String hex(Signal signal) {
    StringBuilder hex = new StringBuilder();
    for (byte one : of(signal)) {
      hex.append(Character.forDigit((one >> 4) & 15, 16)).append(Character.forDigit(one & 15, 16));
    }
    return hex.toString();
  }

  private static ByteArrayOutputStream begin(SchemaKind kind, String name) {
    ByteArrayOutputStream key = new ByteArrayOutputStream(name.length() + 8);
    key.write(place(kind));
    write(name, key);
    return key;
  }

  /** A kind's place in their order; it never changes. */
  private static int place(SchemaKind kind) {
    return switch (kind) {
      case SYSTEM -> 0;
      case USER -> 1;
      case SHARED -> 2;
      case STREAM -> 3;
      case METRIC -> 4;
      case SPAN -> 5;
      case LOG -> 6;
      case PROFILE -> 7;
      case RECORD -> 8;
    };
  }

  private static void write(String text, ByteArrayOutputStream key) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        key.write(c);
      } else if (c < 0x800) {
        key.write(0xC0 | (c >> 6));
        key.write(0x80 | (c & 0x3F));
      } else {
        key.write(0xE0 | (c >> 12));
        key.write(0x80 | ((c >> 6) & 0x3F));
        key.write(0x80 | (c & 0x3F));
      }
    }
  }
}
