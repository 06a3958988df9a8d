package io.cairn.registry.core.templates;

import io.cairn.registry.telemetry.TemplateMask;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.Set;

/**
 * Cuts a line into tokens at blanks and control characters and masks values in them, in one pass.
 * An unpaired surrogate becomes U+FFFD. Not thread-safe: it reuses its memory, and allocates
 * nothing for a line that is no longer than those before.
 */
final class LineScanner {
  private static final int SENTINELS = 4;
  private static final int FIRST_ROOM = 256;
  private static final char[] WILDCARD = Template.WILDCARD.toCharArray();
  private static final char[] NUMBER = TemplateMask.NUMBER.text().toCharArray();
  private static final char[] DATE = TemplateMask.DATE.text().toCharArray();
  private static final char[] HEX = TemplateMask.HEX.text().toCharArray();
  private static final char[] IP = TemplateMask.IP.text().toCharArray();
  private static final char[] UUID = TemplateMask.UUID.text().toCharArray();

  /** A mask is at most that many times longer than the shortest value that it stands for. */
  private static final int MAX_GROWTH = 5;

  private final boolean numbers;
  private final boolean dates;
  private final boolean hex;
  private final boolean ips;
  private final boolean uuids;
  private final int maxLength;
  private final int maxTokens;
  private final Tokens tokens = new Tokens();
  private char[] line = {};

  /** Up to where the token was taken over, and the mask that ended there. */
  private int taken;

  private char[] lastMask = WILDCARD;

  LineScanner(TemplateSettings settings) {
    Set<TemplateMask> masks = settings.masks();
    numbers = masks.contains(TemplateMask.NUMBER);
    dates = masks.contains(TemplateMask.DATE);
    hex = masks.contains(TemplateMask.HEX);
    ips = masks.contains(TemplateMask.IP);
    uuids = masks.contains(TemplateMask.UUID);
    maxLength = settings.maxLineLength();
    maxTokens = settings.maxTokens();
  }

  /** The tokens of a line; they hold until the next one is scanned. */
  Tokens scan(String text) {
    int length = Chars.cut(text, maxLength);
    read(text, length);
    for (int at = afterBlanks(0, length); at < length; at = afterBlanks(at, length)) {
      if (tokens.size() == maxTokens) {
        tokens.append(WILDCARD, 0, WILDCARD.length);
        tokens.endToken();
        break;
      }
      at = token(at, length);
      tokens.endToken();
    }
    return tokens;
  }

  private void read(String text, int length) {
    if (line.length < length + SENTINELS) {
      line = new char[Math.max(FIRST_ROOM, Math.min(maxLength, 2 * length)) + SENTINELS];
    }
    text.getChars(0, length, line, 0);
    for (int i = 0; i < SENTINELS; i++) {
      line[length + i] = ' ';
    }
    tokens.clear(MAX_GROWTH * line.length);
  }

  private int afterBlanks(int start, int length) {
    int at = start;
    while (at < length && Chars.kind(line[at]) == Chars.BLANK) {
      at++;
    }
    return at;
  }

  /** Takes a token over, and returns where it ends. */
  private int token(int start, int length) {
    taken = start;
    lastMask = WILDCARD;
    int at = start;
    while (true) {
      byte kind = Chars.kind(line[at]);
      if ((kind & Chars.WORD) != 0) {
        at = word(at, start);
      } else if (kind == 0) {
        at = line[at] == ':' ? colon(at, start) : at + 1;
      } else if (kind == Chars.BLANK) {
        tokens.append(line, taken, at);
        return at;
      } else if (Chars.startsPair(line, at, length)) {
        at += 2;
      } else {
        line[at++] = Chars.replacement();
      }
    }
  }

  /** Two colons may begin an address. */
  private int colon(int at, int tokenStart) {
    boolean begins =
        ips && line[at + 1] == ':' && (at == tokenStart || !Chars.isWord(line[at - 1]));
    int end = begins ? Addresses.ip6(line, at) : -1;
    return end > 0 ? masked(IP, at, end) : at + 1;
  }

  /** Takes a run of letters and digits over, or the mask of a value that begins with it. */
  private int word(int start, int tokenStart) {
    char[] chars = line;
    int kinds = 0;
    int at = start;
    for (int kind = Chars.kind(chars[at]); (kind & Chars.WORD) != 0; kind = Chars.kind(chars[at])) {
      kinds |= kind;
      at++;
    }
    boolean mayBeValue =
        (kinds & Chars.DIGIT) != 0
            || (kinds == Chars.HEX_LETTER && (chars[at] == ':' || chars[at] == '-'));
    int end = mayBeValue ? value(start, at, kinds, tokenStart) : -1;
    if (end > 0) {
      return end;
    }
    return mayBeValue ? rest(at) : at;
  }

  /** Where a word ends that is no value: it has what belongs to it, as all of the version v1.2. */
  private int rest(int wordEnd) {
    int at = wordEnd;
    while (Chars.isDigit(line[at - 1]) && Numbers.goesOn(line, at)) {
      at++;
      while (Chars.isWord(line[at])) {
        at++;
      }
    }
    return at;
  }

  private int value(int start, int wordEnd, int kinds, int tokenStart) {
    int length = wordEnd - start;
    boolean hexOnly = (kinds & Chars.OTHER_LETTER) == 0;
    if (hexOnly) {
      int end = uuids && length == 8 && line[wordEnd] == '-' ? Addresses.uuid(line, start) : -1;
      if (end > 0) {
        return masked(UUID, start, end);
      }
      end = ips && length <= 4 && line[wordEnd] == ':' ? Addresses.ip6(line, start) : -1;
      if (end > 0) {
        return masked(IP, start, end);
      }
    }
    if (Chars.isDigit(line[start])) {
      int end = ofDigits(start);
      if (end > 0) {
        return end;
      }
    }
    boolean mixed = kinds == (Chars.DIGIT | Chars.HEX_LETTER);
    if (hex && mixed && length >= 8) {
      return masked(HEX, start, wordEnd);
    }
    return numbers && Chars.isDigit(line[start]) ? number(start, tokenStart) : -1;
  }

  private int ofDigits(int start) {
    int end = ips ? Addresses.ip4(line, start) : -1;
    if (end > 0) {
      return masked(IP, start, end);
    }
    end = dates ? Dates.end(line, start) : -1;
    if (end > 0) {
      return masked(DATE, start, end);
    }
    end = hex ? Numbers.prefixedHex(line, start) : -1;
    return end > 0 ? masked(HEX, start, end) : -1;
  }

  private int number(int start, int tokenStart) {
    int end = Numbers.decimal(line, start);
    if (end < 0) {
      return -1;
    }
    return masked(NUMBER, isSigned(start, tokenStart) ? start - 1 : start, end);
  }

  private boolean isSigned(int start, int tokenStart) {
    boolean signed = start > tokenStart && (line[start - 1] == '-' || line[start - 1] == '+');
    return signed && (start - 1 == tokenStart || !Chars.isWord(line[start - 2]));
  }

  /** Puts a mask in place of a part; a list of its values, joined by commas, has it once. */
  private int masked(char[] mask, int start, int end) {
    boolean listed = mask == lastMask && start == taken + 1 && line[taken] == ',';
    if (!listed) {
      tokens.append(line, taken, start);
      tokens.append(mask, 0, mask.length);
    }
    lastMask = mask;
    taken = end;
    return end;
  }
}
