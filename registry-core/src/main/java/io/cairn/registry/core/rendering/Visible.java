package io.cairn.registry.core.rendering;

/** Text made fit to be shown in one line. */
final class Visible {
  private Visible() {}

  /**
   * The text with everything escaped that has no place in a line: control characters, separators of
   * lines, marks that turn or isolate the direction of writing, and what has no glyph at all.
   */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isHidden(c)) {
                shown.append(
                    c > 0xFFFF ? String.format("\\u{%x}", c) : String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** At most {@code max} characters (code points) of it. */
  static String shortened(String text, int max) {
    String shown = of(text);
    if (shown.codePointCount(0, shown.length()) <= max) {
      return shown;
    }
    return shown.substring(0, shown.offsetByCodePoints(0, max - 1)) + "…";
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> !isJoiner(c);
      default -> false;
    };
  }

  /** Emoji and several scripts are written with these, and flags with tags. */
  private static boolean isJoiner(int c) {
    return c == 0x200C || c == 0x200D || (c >= 0xE0020 && c <= 0xE007F);
  }
}
