package io.cairn.registry.core.discovery;

import io.cairn.registry.core.cardinality.ValueHasher;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an object or array that is not looked into: bits that differ when it differs, and the
 * beginning of its text. Not thread-safe.
 */
final class JsonOutline {
  private static final int SHOWN = 100;

  private final ValueHasher hasher;
  private final StringBuilder shown = new StringBuilder();
  private @Nullable ProfileNode node;
  private long bits;
  private boolean comma;

  JsonOutline(ValueHasher hasher) {
    this.hasher = hasher;
  }

  /** Starts over, for a value of this node; null if nobody wants it. */
  void start(@Nullable ProfileNode wantedBy) {
    node = wantedBy;
    shown.setLength(0);
    bits = 0;
    comma = false;
  }

  void open(char bracket) {
    if (node != null) {
      append(bracket, String.valueOf(bracket));
      comma = false;
    }
  }

  void close(char bracket) {
    if (node != null) {
      comma = false;
      append(bracket, String.valueOf(bracket));
      comma = true;
    }
  }

  void name(String name) {
    if (node != null) {
      append(hasher.hash(name), '"' + name + "\":");
      comma = false;
    }
  }

  void value(long hash, String text) {
    if (node != null) {
      append(hash, text);
      comma = true;
    }
  }

  void text(char[] buffer, int offset, int length, String quote) {
    if (node != null) {
      String start = new String(buffer, offset, Math.min(length, SHOWN));
      value(hasher.hash(buffer, offset, length), quote + start + quote);
    }
  }

  private void append(long hash, String text) {
    bits = 31 * Long.rotateLeft(bits, 5) + hash;
    if (shown.length() < SHOWN) {
      shown.append(comma ? "," : "").append(text, 0, Math.min(text.length(), SHOWN));
    }
  }

  /** Gives the value to the node that wanted it. */
  void finish() {
    if (node != null) {
      node.summary().addUnordered(bits, shown.toString());
    }
  }
}
