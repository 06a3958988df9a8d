package io.cairn.registry.core.telemetry;

import io.cairn.registry.telemetry.Signal;

/** Makes names and values of any kind such that every store keeps them as they are. */
final class Names {
  private static final char REPLACEMENT = '\uFFFD';

  private Names() {}

  /** The name; {@link Signal#OTHER} if it is too long or empty. */
  static String ofBounded(String name) {
    boolean fits = !name.isEmpty() && name.length() <= Signal.MAX_NAME_LENGTH;
    return fits ? wellFormed(name) : Signal.OTHER;
  }

  /** The beginning of a text that may be long. */
  static String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return wellFormed(text);
    }
    boolean splitsPair = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1));
    return wellFormed(text.substring(0, splitsPair ? maxLength - 1 : maxLength));
  }

  /** The text, with U+FFFD instead of unpaired surrogates and U+0000. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isBad(text, i)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static boolean isBad(String text, int i) {
    char c = text.charAt(i);
    if (c == 0) {
      return true;
    }
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static String replaced(String text) {
    StringBuilder good = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      good.append(isBad(text, i) ? REPLACEMENT : text.charAt(i));
    }
    return good.toString();
  }
}
