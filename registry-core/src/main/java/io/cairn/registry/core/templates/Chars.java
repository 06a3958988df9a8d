package io.cairn.registry.core.templates;

import java.util.Arrays;

/** Kinds of characters, as masks and tokens see them: letters and digits are those of ASCII. */
final class Chars {
  static final byte DIGIT = 1;
  static final byte HEX_LETTER = 2;
  static final byte OTHER_LETTER = 4;
  static final byte BLANK = 8;
  static final byte SURROGATE = 16;
  static final byte WORD = DIGIT | HEX_LETTER | OTHER_LETTER;

  private static final char REPLACEMENT = '\uFFFD';
  private static final byte[] ASCII = ascii();

  private Chars() {}

  static byte kind(char c) {
    return c < 0x80 ? ASCII[c] : wide(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWord(char c) {
    return c < 0x80 && (ASCII[c] & WORD) != 0;
  }

  static boolean isHex(char c) {
    return c < 0x80 && (ASCII[c] & (DIGIT | HEX_LETTER)) != 0;
  }

  /** At most so many characters of a text, well-formed and without U+0000. */
  static String wellFormed(String text, int maxLength) {
    char[] chars = text.substring(0, cut(text, maxLength)).toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] == 0) {
        chars[i] = REPLACEMENT;
      } else if (Character.isSurrogate(chars[i])) {
        if (startsPair(chars, i, chars.length)) {
          i++;
        } else {
          chars[i] = REPLACEMENT;
        }
      }
    }
    return new String(chars);
  }

  /** Where a text ends that may have so many characters, and may not end inside a pair. */
  static int cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text.length();
    }
    boolean inPair =
        Character.isHighSurrogate(text.charAt(maxLength - 1))
            && Character.isLowSurrogate(text.charAt(maxLength));
    return inPair ? maxLength - 1 : maxLength;
  }

  static boolean startsPair(char[] text, int at, int end) {
    return Character.isHighSurrogate(text[at])
        && at + 1 < end
        && Character.isLowSurrogate(text[at + 1]);
  }

  static char replacement() {
    return REPLACEMENT;
  }

  private static byte wide(char c) {
    if (Character.isSurrogate(c)) {
      return SURROGATE;
    }
    boolean blank = c <= 0xA0 || Character.isWhitespace(c) || Character.isSpaceChar(c);
    return blank ? BLANK : 0;
  }

  private static byte[] ascii() {
    byte[] kinds = new byte[0x80];
    Arrays.fill(kinds, 0, ' ' + 1, BLANK);
    kinds[0x7F] = BLANK;
    Arrays.fill(kinds, '0', '9' + 1, DIGIT);
    for (char c = 'a'; c <= 'z'; c++) {
      byte kind = c <= 'f' ? HEX_LETTER : OTHER_LETTER;
      kinds[c] = kind;
      kinds[Character.toUpperCase(c)] = kind;
    }
    return kinds;
  }
}
