package io.cairn.registry.core.templates;

import java.util.ArrayList;
import java.util.List;

/** Tokens as text: joined by single spaces, which no token has. */
final class TemplateText {
  private static final Token[] NONE = {};

  private TemplateText() {}

  static String join(Token[] tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens.length; i++) {
      if (i > 0) {
        text.append(' ');
      }
      tokens[i].appendTo(text);
    }
    return text.toString();
  }

  static Token[] cut(String text) {
    List<Token> tokens = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(' '); end >= 0; end = text.indexOf(' ', start)) {
      tokens.add(Token.of(text.substring(start, end)));
      start = end + 1;
    }
    if (!text.isEmpty()) {
      tokens.add(Token.of(text.substring(start)));
    }
    return tokens.toArray(NONE);
  }
}
