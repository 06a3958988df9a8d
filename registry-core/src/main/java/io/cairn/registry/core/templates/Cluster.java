package io.cairn.registry.core.templates;

import io.cairn.registry.core.counts.Counts;
import org.jspecify.annotations.Nullable;

/** A template of a miner, with its lines since the last harvest. Not thread-safe. */
final class Cluster {
  private final long number;
  private final Node leaf;
  private final Example example;
  private final Counts counts = new Counts();
  private final Token[] tokens;
  private @Nullable String text;
  private boolean told;

  /** Its neighbours by last use, as {@link Recency} links them. */
  @Nullable Cluster older;

  @Nullable Cluster newer;

  Cluster(long number, Node leaf, Token[] tokens, Example example) {
    this.number = number;
    this.leaf = leaf;
    this.tokens = tokens;
    this.example = example;
  }

  long number() {
    return number;
  }

  Node leaf() {
    return leaf;
  }

  Example example() {
    return example;
  }

  Counts counts() {
    return counts;
  }

  int size() {
    return tokens.length;
  }

  Token token(int index) {
    return tokens[index];
  }

  /** Whether a harvest told of it, or it was restored. */
  boolean isTold() {
    return told;
  }

  void tell() {
    told = true;
  }

  /** Makes each token that the line has not at its place a wildcard. */
  void generalise(Tokens line) {
    for (int i = 0; i < tokens.length; i++) {
      if (!line.is(i, tokens[i])) {
        tokens[i] = Token.WILDCARD;
      }
    }
    text = null;
  }

  boolean sameTemplateAs(Cluster other) {
    for (int i = 0; i < tokens.length; i++) {
      if (!tokens[i].is(other.tokens[i])) {
        return false;
      }
    }
    return true;
  }

  String text() {
    if (text == null) {
      text = TemplateText.join(tokens);
    }
    return text;
  }
}
