package io.cairn.registry.core.statements;

import io.cairn.registry.core.statements.Token.Kind;
import io.cairn.registry.error.MalformedStatementException;
import java.util.ArrayList;
import java.util.List;

/** Takes the text of a statement apart. */
final class Lexer {
  private static final String SYMBOLS = "(),.;@+-[]";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens, the last of them the end. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.skipSpace()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Kind.END, "the end", text.length(), text.length()));
    return lexer.tokens;
  }

  private boolean skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private void next() {
    char first = text.charAt(at);
    if (first == '"') {
      quoted(Kind.NAME, '"');
    } else if (first == '\'') {
      quoted(Kind.TEXT, '\'');
    } else if (isDigit(first)) {
      number();
    } else if (Character.isLetter(first) || first == '_' || first == '\\') {
      word();
    } else if (SYMBOLS.indexOf(first) >= 0) {
      add(Kind.SYMBOL, String.valueOf(first), at, at + 1);
    } else {
      throw new MalformedStatementException(
          at + 1, text.substring(at, at + 1), "a word, a name, a text or a number", null);
    }
  }

  private void add(Kind kind, String value, int start, int end) {
    tokens.add(new Token(kind, value, start, end));
    at = end;
  }

  /** A quote inside is doubled. */
  private void quoted(Kind kind, char quote) {
    StringBuilder value = new StringBuilder();
    int start = at;
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) != quote) {
        value.append(text.charAt(i));
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        value.append(text.charAt(i++));
      } else {
        add(kind, value.toString(), start, i + 1);
        return;
      }
    }
    throw new MalformedStatementException(
        text.length() + 1,
        "the end",
        "the closing " + quote + " of character " + (start + 1),
        null);
  }

  private void number() {
    int end = digits(at);
    if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
      end = digits(end + 1);
    }
    add(Kind.NUMBER, text.substring(at, end), at, end);
  }

  private int digits(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Letters, digits, underscores and hyphens, and anything behind a backslash. */
  private void word() {
    StringBuilder value = new StringBuilder();
    int end = at;
    while (end < text.length() && isPart(text.charAt(end))) {
      if (text.charAt(end) == '\\' && ++end == text.length()) {
        throw new MalformedStatementException(
            end + 1, "the end", "the character that the backslash is for", null);
      }
      value.append(text.charAt(end++));
    }
    add(Kind.WORD, value.toString(), at, end);
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '\\';
  }
}
