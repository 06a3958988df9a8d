package io.cairn.registry.core.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * The last few values of an attribute in a window: most values come again soon, and need not be
 * hashed then. Belongs to a stripe.
 */
final class RecentValues {
  private static final int SLOTS = 8;

  /** Longer texts are not worth their memory. */
  private static final int MAX_LENGTH = 64;

  private @Nullable String @Nullable [] texts;
  private long @Nullable [] bits;
  private int filled;

  /** Whether the text was here lately; if not, it is now. */
  boolean knows(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    if (texts == null) {
      texts = new String[SLOTS];
    }
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    if (text.equals(texts[slot])) {
      return true;
    }
    texts[slot] = text;
    return false;
  }

  boolean knows(long value) {
    if (bits == null) {
      bits = new long[SLOTS];
    }
    long mixed = value * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 61);
    int mark = 1 << slot;
    if ((filled & mark) != 0 && bits[slot] == value) {
      return true;
    }
    filled |= mark;
    bits[slot] = value;
    return false;
  }

  void clear() {
    texts = null;
    filled = 0;
  }
}
