package io.cairn.registry.core.statements;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param kind what it is
 * @param value what it says: a name or text without its quotes, or a symbol
 * @param start where it starts in the text, from 0
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String value, int start, int end) {
  enum Kind {
    /** A keyword, or a name without quotes. */
    WORD,
    /** A name in quotes. */
    NAME,
    /** A text in apostrophes. */
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isWord(String upperCase) {
    return kind == Kind.WORD && value.toUpperCase(Locale.ROOT).equals(upperCase);
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && value.charAt(0) == symbol;
  }

  /** Whether it may stand for a name. */
  boolean isName() {
    return kind == Kind.NAME || kind == Kind.WORD;
  }
}
