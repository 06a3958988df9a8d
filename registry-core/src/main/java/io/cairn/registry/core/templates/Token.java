package io.cairn.registry.core.templates;

import java.util.Arrays;

/** A token of a template. Immutable; {@link #WILDCARD} is the only one with its text. */
final class Token {
  private static final char[] WILDCARD_TEXT = Template.WILDCARD.toCharArray();

  static final Token WILDCARD = new Token(WILDCARD_TEXT, hash(WILDCARD_TEXT, 0, 3));

  private final char[] chars;
  private final int hash;

  private Token(char[] chars, int hash) {
    this.chars = chars;
    this.hash = hash;
  }

  /** A copy of a part of {@code text} with this hash. */
  static Token of(char[] text, int start, int end, int hash) {
    return WILDCARD.is(text, start, end, hash)
        ? WILDCARD
        : new Token(Arrays.copyOfRange(text, start, end), hash);
  }

  static Token of(String text) {
    char[] chars = text.toCharArray();
    return of(chars, 0, chars.length, hash(chars, 0, chars.length));
  }

  /** From the length and five characters: cheap, and equal texts are compared anyway. */
  static int hash(char[] text, int start, int end) {
    int length = end - start;
    if (length == 0) {
      return 0;
    }
    int quarter = length >> 2;
    int hash = 31 * length + text[start];
    hash = 31 * hash + text[start + quarter];
    hash = 31 * hash + text[start + (length >> 1)];
    hash = 31 * hash + text[end - 1 - quarter];
    return 31 * hash + text[end - 1];
  }

  boolean is(char[] text, int start, int end, int textHash) {
    return textHash == hash && Arrays.equals(chars, 0, chars.length, text, start, end);
  }

  boolean is(Token other) {
    return other == this || other.is(chars, 0, chars.length, hash);
  }

  int hash() {
    return hash;
  }

  boolean hasDigit() {
    for (char c : chars) {
      if (Character.isDigit(c)) {
        return true;
      }
    }
    return false;
  }

  void appendTo(StringBuilder text) {
    text.append(chars);
  }

  @Override
  public String toString() {
    return new String(chars);
  }
}
