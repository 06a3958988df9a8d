package io.cairn.registry.catalog;

import io.cairn.registry.error.InvalidInputException;

/**
 * A pattern for names: {@code *} stands for any characters or none, {@code ?} for exactly one, and
 * a backslash makes the character after it an ordinary one. Upper and lower case differ. Immutable
 * and thread-safe.
 *
 * @param text the pattern; at most {@value #MAX_LENGTH} characters
 */
public record NamePattern(String text) {
  /** The longest pattern, in UTF-16 characters. */
  public static final int MAX_LENGTH = 1_000;

  /** Every name. */
  public static final NamePattern ANY = new NamePattern("*");

  /**
   * @throws InvalidInputException if the pattern is too long, not well-formed Unicode, or ends with
   *     a backslash that makes nothing ordinary
   */
  public NamePattern {
    InvalidInputException.requireUnicode("pattern", text, MAX_LENGTH);
    int backslashes = 0;
    while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    if (backslashes % 2 == 1) {
      throw new InvalidInputException(
          "The pattern \""
              + InvalidInputException.abbreviate(text)
              + "\" ends with a single backslash; write two for one that is part of the name.");
    }
  }

  /** The pattern of this name alone, whatever characters it has. */
  public static NamePattern exactly(String name) {
    StringBuilder pattern = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if (c == '*' || c == '?' || c == '\\') {
                pattern.append('\\');
              }
              pattern.appendCodePoint(c);
            });
    return new NamePattern(pattern.toString());
  }

  /** Whether this is the pattern of one name alone, which then is {@link #prefix}. */
  public boolean isExact() {
    return prefixEnd() == text.length();
  }

  /** What every name of this pattern begins with. */
  public String prefix() {
    StringBuilder prefix = new StringBuilder();
    int end = prefixEnd();
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\\') {
        i++;
      }
      prefix.append(text.charAt(i));
    }
    return prefix.toString();
  }

  private int prefixEnd() {
    int i = 0;
    while (i < text.length() && text.charAt(i) != '*' && text.charAt(i) != '?') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** Whether a name is one of this pattern. */
  public boolean matches(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int retry = 0;
    while (at < name.length()) {
      if (in < text.length() && text.charAt(in) == '*') {
        star = ++in;
        retry = at;
      } else if (in < text.length() && fits(in, name.codePointAt(at))) {
        in += text.charAt(in) == '\\' ? 1 : 0;
        in += Character.charCount(text.codePointAt(in));
        at += Character.charCount(name.codePointAt(at));
      } else if (star >= 0) {
        in = star;
        retry += Character.charCount(name.codePointAt(retry));
        at = retry;
      } else {
        return false;
      }
    }
    while (in < text.length() && text.charAt(in) == '*') {
      in++;
    }
    return in == text.length();
  }

  /** Whether the pattern's step at {@code in}, which is no star, stands for this character. */
  private boolean fits(int in, int c) {
    return switch (text.charAt(in)) {
      case '?' -> true;
      case '\\' -> text.codePointAt(in + 1) == c;
      default -> text.codePointAt(in) == c;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
