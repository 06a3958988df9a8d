package io.cairn.registry.core.templates;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clusters by their last use. Not thread-safe. */
final class Recency {
  private @Nullable Cluster oldest;
  private @Nullable Cluster newest;
  private int size;

  int size() {
    return size;
  }

  @Nullable Cluster oldest() {
    return oldest;
  }

  void add(Cluster cluster) {
    cluster.older = newest;
    cluster.newer = null;
    if (newest == null) {
      oldest = cluster;
    } else {
      newest.newer = cluster;
    }
    newest = cluster;
    size++;
  }

  void remove(Cluster cluster) {
    Cluster older = cluster.older;
    Cluster newer = cluster.newer;
    if (older == null) {
      oldest = newer;
    } else {
      older.newer = newer;
    }
    if (newer == null) {
      newest = older;
    } else {
      newer.older = older;
    }
    size--;
  }

  void touch(Cluster cluster) {
    if (cluster != newest) {
      remove(cluster);
      add(cluster);
    }
  }

  /** Those that have lines, the oldest first: they are the newest ones without a gap. */
  List<Cluster> counted() {
    Cluster cluster = newest;
    while (cluster != null && !cluster.counts().isEmpty()) {
      cluster = cluster.older;
    }
    return from(cluster == null ? oldest : cluster.newer);
  }

  /** All, the oldest first. */
  List<Cluster> all() {
    return from(oldest);
  }

  private static List<Cluster> from(@Nullable Cluster first) {
    List<Cluster> clusters = new ArrayList<>();
    for (Cluster cluster = first; cluster != null; cluster = cluster.newer) {
      clusters.add(cluster);
    }
    return clusters;
  }
}
