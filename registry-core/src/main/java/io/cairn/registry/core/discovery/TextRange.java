package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.FieldProfile.Range;
import io.cairn.registry.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** The first and the last text by code points, as far as they are shown. Not thread-safe. */
final class TextRange {
  /** More than is ever shown of a text; what is behind it decides nothing that could be seen. */
  private static final int KEPT = 200;

  private @Nullable String min;
  private @Nullable String max;

  void add(char[] buffer, int offset, int length) {
    int kept = Math.min(length, KEPT);
    if (min == null || compare(buffer, offset, kept, min) < 0) {
      min = new String(buffer, offset, kept);
    }
    if (max == null || compare(buffer, offset, kept, max) > 0) {
      max = new String(buffer, offset, kept);
    }
  }

  private static int compare(char[] buffer, int offset, int length, String other) {
    int common = Math.min(length, other.length());
    for (int i = 0; i < common; i++) {
      char a = buffer[offset + i];
      char b = other.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return length - other.length();
  }

  /** Puts surrogates, which stand for the highest code points, behind all other characters. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  @Nullable Range range() {
    if (min == null || max == null) {
      return null;
    }
    return new Range(InvalidInputException.abbreviate(min), InvalidInputException.abbreviate(max));
  }
}
