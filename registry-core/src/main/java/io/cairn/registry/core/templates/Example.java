package io.cairn.registry.core.templates;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a template, redacted when it is first shown. Thread-safe; a redaction may run
 * more than once if several threads show it at once.
 */
final class Example {
  private final String raw;
  private volatile @Nullable String shown;

  private Example(String raw, @Nullable String shown) {
    this.raw = raw;
    this.shown = shown;
  }

  static Example ofLine(String line) {
    return new Example(Chars.wellFormed(line, Template.MAX_EXAMPLE_LENGTH), null);
  }

  /** An example that was shown before. */
  static Example ofShown(String text) {
    return new Example("", Chars.wellFormed(text, Template.MAX_EXAMPLE_LENGTH));
  }

  /** The example; empty if the redaction fails. */
  String shown(UnaryOperator<String> redaction) {
    String text = shown;
    if (text == null) {
      text = redacted(redaction);
      shown = text;
    }
    return text;
  }

  private String redacted(UnaryOperator<String> redaction) {
    try {
      return Chars.wellFormed(redaction.apply(raw), Template.MAX_EXAMPLE_LENGTH);
    } catch (RuntimeException failed) {
      return "";
    }
  }
}
