package io.cairn.registry.core.templates;

import java.util.Arrays;

/**
 * The masked tokens of one line, in memory that the next line uses again; what templates are
 * compared with. Not thread-safe.
 */
final class Tokens {
  private char[] text = {};
  private int begun;
  private int end;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] hashes = new int[16];
  private int size;

  /** Forgets the line before, and makes room for so many characters. */
  void clear(int room) {
    if (text.length < room) {
      text = new char[room];
    }
    begun = 0;
    end = 0;
    size = 0;
  }

  /** Appends a part of a text to the token begun. */
  void append(char[] chars, int from, int to) {
    System.arraycopy(chars, from, text, end, to - from);
    end += to - from;
  }

  /** All that was appended since the last token is a token. */
  void endToken() {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    starts[size] = begun;
    ends[size] = end;
    hashes[size] = Token.hash(text, begun, end);
    begun = end;
    size++;
  }

  int size() {
    return size;
  }

  int hash(int index) {
    return hashes[index];
  }

  boolean is(int index, Token token) {
    return token.is(text, starts[index], ends[index], hashes[index]);
  }

  /** A copy of a token. */
  Token token(int index) {
    return Token.of(text, starts[index], ends[index], hashes[index]);
  }

  /** Copies of all tokens. */
  Token[] toArray() {
    Token[] tokens = new Token[size];
    for (int i = 0; i < size; i++) {
      tokens[i] = token(i);
    }
    return tokens;
  }
}
