package io.cairn.registry.core.templates;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree below the root: branches by token, or clusters in the order of their numbers.
 * Not thread-safe.
 */
final class Node {
  private static final int FIRST_BUCKETS = 4;
  private static final @Nullable Node[] NO_BUCKETS = new Node[1];

  private final @Nullable Node parent;
  private final Token key;
  private final List<Cluster> clusters = new ArrayList<>(1);
  private @Nullable Node[] buckets = NO_BUCKETS;
  private @Nullable Node nextInBucket;
  private int branches;

  private Node(@Nullable Node parent, Token key) {
    this.parent = parent;
    this.key = key;
  }

  /** The node of a number of tokens. */
  static Node top() {
    return new Node(null, Token.WILDCARD);
  }

  List<Cluster> clusters() {
    return clusters;
  }

  void add(Cluster cluster) {
    int at = clusters.size();
    while (at > 0 && clusters.get(at - 1).number() > cluster.number()) {
      at--;
    }
    clusters.add(at, cluster);
  }

  int branches() {
    return branches;
  }

  boolean isEmpty() {
    return branches == 0 && clusters.isEmpty();
  }

  @Nullable Node parent() {
    return parent;
  }

  @Nullable Node branch(Tokens line, int index) {
    Node node = buckets[line.hash(index) & (buckets.length - 1)];
    while (node != null && !line.is(index, node.key)) {
      node = node.nextInBucket;
    }
    return node;
  }

  @Nullable Node branch(Token token) {
    Node node = buckets[token.hash() & (buckets.length - 1)];
    while (node != null && !token.is(node.key)) {
      node = node.nextInBucket;
    }
    return node;
  }

  /** The branch of a token, a new one if there is none. */
  Node reach(Token token) {
    Node known = branch(token);
    if (known != null) {
      return known;
    }
    if (branches >= buckets.length || buckets == NO_BUCKETS) {
      grow();
    }
    Node node = new Node(this, token);
    link(node, buckets);
    branches++;
    return node;
  }

  /** Cuts this node off its parent. */
  void cutOff() {
    if (parent != null) {
      parent.remove(this);
    }
  }

  /** The tokens of the branches that lead here, below the number of tokens. */
  String path() {
    if (parent == null) {
      return "";
    }
    String before = parent.path();
    return before.isEmpty() ? key.toString() : before + ' ' + key;
  }

  private void remove(Node child) {
    int bucket = child.key.hash() & (buckets.length - 1);
    Node before = null;
    for (Node node = buckets[bucket]; node != null; node = node.nextInBucket) {
      if (node == child) {
        if (before == null) {
          buckets[bucket] = node.nextInBucket;
        } else {
          before.nextInBucket = node.nextInBucket;
        }
        branches--;
        return;
      }
      before = node;
    }
  }

  private void grow() {
    @Nullable Node[] larger = new Node[Math.max(FIRST_BUCKETS, 2 * buckets.length)];
    for (Node first : buckets) {
      Node node = first;
      while (node != null) {
        Node following = node.nextInBucket;
        link(node, larger);
        node = following;
      }
    }
    buckets = larger;
  }

  private static void link(Node node, @Nullable Node[] into) {
    int bucket = node.key.hash() & (into.length - 1);
    node.nextInBucket = into[bucket];
    into[bucket] = node;
  }
}
