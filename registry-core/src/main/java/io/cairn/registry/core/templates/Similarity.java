package io.cairn.registry.core.templates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cluster a line belongs to among those of a leaf: the one with the most tokens of the
 * line at the same place, of several the one with the most wildcards, of several the first. Not
 * thread-safe.
 */
final class Similarity {
  private final double threshold;
  private @Nullable Cluster best;
  private int bestEqual;
  private int bestWildcards;
  private boolean hasWhole;

  Similarity(double threshold) {
    this.threshold = threshold;
  }

  /**
   * The cluster, if it is similar enough. One that has the whole line, with wildcards, always is.
   */
  @Nullable Cluster best(List<Cluster> clusters, Tokens line) {
    best = null;
    bestEqual = -1;
    bestWildcards = -1;
    int required = required(line.size());
    Cluster whole = null;
    for (int i = 0; i < clusters.size() && bestEqual < line.size(); i++) {
      Cluster cluster = clusters.get(i);
      if (compare(cluster, line, line.size() - required) && whole == null) {
        whole = cluster;
      }
    }
    boolean similar = bestEqual >= required;
    hasWhole = !similar || bestEqual + bestWildcards == line.size();
    return similar ? best : whole;
  }

  /** Whether the cluster found last has the whole line, so that its template stays as it is. */
  boolean hasWhole() {
    return hasWhole;
  }

  /** Remembers a better cluster; answers whether it has the whole line. */
  private boolean compare(Cluster cluster, Tokens line, int allowed) {
    int size = line.size();
    int wildcards = 0;
    int different = 0;
    for (int i = 0; i < size; i++) {
      Token token = cluster.token(i);
      if (token == Token.WILDCARD) {
        wildcards++;
      } else if (!line.is(i, token)) {
        different++;
      } else {
        continue;
      }
      if (different > 0 && different + wildcards > allowed) {
        return false;
      }
    }
    int equal = size - wildcards - different;
    if (equal > bestEqual || (equal == bestEqual && wildcards > bestWildcards)) {
      best = cluster;
      bestEqual = equal;
      bestWildcards = wildcards;
    }
    return different == 0;
  }

  /** The least number of equal tokens that is a share of the threshold. */
  private int required(int size) {
    int required = (int) Math.ceil(threshold * size);
    while (required > 0 && (required - 1) / (double) size >= threshold) {
      required--;
    }
    while (required < size && required / (double) size < threshold) {
      required++;
    }
    return required;
  }
}
