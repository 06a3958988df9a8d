package io.cairn.registry.core.templates;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Drain's tree: by the number of tokens, then by the first tokens. A token with a digit has no
 * branch of its own, and none beyond the limit has: these share the wildcard's branch. Holds
 * nothing but what leads to clusters. Not thread-safe.
 */
final class PrefixTree {
  private final int layers;
  private final int maxChildren;
  private @Nullable Node[] tops = {};

  /**
   * @param layers how many tokens lead to a leaf
   */
  PrefixTree(int layers, int maxChildren) {
    this.layers = layers;
    this.maxChildren = maxChildren;
  }

  /** The leaf where a line's cluster may be. */
  @Nullable Node find(Tokens line) {
    int size = line.size();
    Node node = size < tops.length ? tops[size] : null;
    for (int i = 0; node != null && i < Math.min(layers, size); i++) {
      Node own = node.branch(line, i);
      node = own != null ? own : node.branch(Token.WILDCARD);
    }
    return node;
  }

  /** The leaf for a new cluster of these tokens. */
  Node reach(Token[] tokens) {
    Node node = top(tokens.length);
    for (int i = 0; i < Math.min(layers, tokens.length); i++) {
      node = node.reach(branchFor(node, tokens[i]));
    }
    return node;
  }

  /** The leaf at a path, if such a path is possible here; otherwise the one for the tokens. */
  Node reach(Token[] tokens, Token[] path) {
    if (path.length != Math.min(layers, tokens.length)) {
      return reach(tokens);
    }
    Node node = top(tokens.length);
    for (Token token : path) {
      node = node.reach(token);
    }
    return node;
  }

  /** Takes a cluster out, and all nodes that led to it alone. */
  void remove(Cluster cluster) {
    cluster.leaf().clusters().remove(cluster);
    Node node = cluster.leaf();
    while (node.isEmpty()) {
      Node parent = node.parent();
      if (parent == null) {
        tops[cluster.size()] = null;
        return;
      }
      node.cutOff();
      node = parent;
    }
  }

  private Node top(int size) {
    if (size >= tops.length) {
      tops = Arrays.copyOf(tops, Math.max(16, size + size / 2 + 1));
    }
    Node known = tops[size];
    if (known != null) {
      return known;
    }
    Node top = Node.top();
    tops[size] = top;
    return top;
  }

  private Token branchFor(Node node, Token token) {
    if (node.branch(token) != null) {
      return token;
    }
    int needed = node.branch(Token.WILDCARD) == null ? 2 : 1;
    boolean own = !token.hasDigit() && node.branches() + needed <= maxChildren;
    return own ? token : Token.WILDCARD;
  }
}
