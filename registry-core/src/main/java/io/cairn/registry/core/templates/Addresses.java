package io.cairn.registry.core.templates;

/**
 * Where an address or a UUID ends in a text, given where its first letter or digit is; -1 if there
 * is none. The text ends with a blank.
 */
final class Addresses {
  private static final int[] UUID_GROUPS = {8, 4, 4, 4, 12};
  private static final int IP6_GROUPS = 8;

  private Addresses() {}

  static int uuid(char[] text, int start) {
    int at = start;
    for (int group : UUID_GROUPS) {
      if (at > start && text[at++] != '-') {
        return -1;
      }
      if (hexDigits(text, at) != group) {
        return -1;
      }
      at += group;
    }
    return Chars.isWord(text[at]) ? -1 : at;
  }

  static int ip4(char[] text, int start) {
    int at = start;
    for (int group = 0; group < 4; group++) {
      if (group > 0 && text[at++] != '.') {
        return -1;
      }
      int digits = Numbers.digits(text, at);
      if (digits < 1 || digits > 3 || Numbers.value(text, at, digits) > 255) {
        return -1;
      }
      at += digits;
    }
    boolean goesOn = text[at] == '.' && Chars.isDigit(text[at + 1]);
    return goesOn || Chars.isWord(text[at]) ? -1 : at;
  }

  /** Starts at a hexadecimal digit, or at two colons. */
  static int ip6(char[] text, int start) {
    int groups = 0;
    boolean shortened = false;
    boolean decimal = false;
    int at = start;
    while (groups < IP6_GROUPS) {
      int digits = hexDigits(text, at);
      if (digits > 4) {
        return -1;
      }
      if (digits > 0) {
        int embedded = groups > 0 || shortened ? ip4(text, at) : -1;
        if (embedded > 0) {
          return shortened || groups == IP6_GROUPS - 2 ? embedded : -1;
        }
        decimal |= anyDigit(text, at, digits);
        groups++;
        at += digits;
      }
      if (groups == IP6_GROUPS || text[at] != ':') {
        break;
      }
      if (text[at + 1] == ':') {
        if (shortened) {
          return -1;
        }
        shortened = true;
        at += 2;
      } else if (digits > 0 && Chars.isHex(text[at + 1])) {
        at++;
      } else {
        break;
      }
    }
    boolean complete = shortened ? groups > 0 && groups < IP6_GROUPS : groups == IP6_GROUPS;
    return complete && decimal && !Chars.isWord(text[at]) ? at : -1;
  }

  private static int hexDigits(char[] text, int start) {
    int at = start;
    while (Chars.isHex(text[at])) {
      at++;
    }
    return at - start;
  }

  private static boolean anyDigit(char[] text, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (Chars.isDigit(text[i])) {
        return true;
      }
    }
    return false;
  }
}
