package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.RegistryStore.KeyChange;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.VersionStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The revisions of two stores with the same keys as one sequence: what the new store had at the
 * turn keeps the old store's revision, and what it commits afterwards comes behind them all.
 */
final class Renumbering {
  /** No key has it. */
  private static final long NEVER = -1;

  /** The revisions of one store as they are. */
  static final Renumbering NONE = new Renumbering(Map.of(), Map.of());

  private final Map<StoreKey, Long> before;
  private final Map<StoreKey, Long> inside;
  private final long lastBefore;
  private final long lastInside;

  private Renumbering(Map<StoreKey, Long> before, Map<StoreKey, Long> inside) {
    this.before = before;
    this.inside = inside;
    lastBefore = last(before);
    lastInside = last(inside);
  }

  /** As the revisions are now; nobody may be writing to either. */
  static Renumbering of(RegistryStore from, RegistryStore to) {
    return new Renumbering(revisions(from.versions()), revisions(to.versions()));
  }

  private static Map<StoreKey, Long> revisions(VersionStore store) {
    Map<StoreKey, Long> revisions = new HashMap<>();
    revisions.put(StoreKey.Global.SETTINGS, store.settings().revision());
    store.forEachSubject(
        kept -> revisions.put(new StoreKey.OfSubject(kept.row().subject()), kept.revision()));
    return revisions;
  }

  private static long last(Map<StoreKey, Long> revisions) {
    return revisions.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** The new store's revision of its newest change at the turn. */
  long lastInside() {
    return lastInside;
  }

  /** What callers know as the key's revision, given that of the new store. */
  long outside(StoreKey key, long revision) {
    if (key instanceof StoreKey.OfCounter) {
      return revision;
    }
    return revision > lastInside
        ? revision - lastInside + lastBefore
        : before.getOrDefault(key, 0L);
  }

  /** What callers know as the number of a commit of the new store after the turn. */
  long outside(long revision) {
    return revision - lastInside + lastBefore;
  }

  /** The new store's revision, given what callers know as the key's. */
  long inside(StoreKey key, long revision) {
    if (key instanceof StoreKey.OfCounter || revision == 0) {
      return revision;
    }
    if (revision > lastBefore) {
      return revision - lastBefore + lastInside;
    }
    return before.getOrDefault(key, NEVER) == revision ? inside.getOrDefault(key, NEVER) : NEVER;
  }

  /** The new store's revision after which everything comes that callers number higher. */
  long insideAfter(long revision) {
    return Math.max(revision - lastBefore, 0) + lastInside;
  }

  /** The keys that the old store changed after a revision, by the order of their changes. */
  List<KeyChange> changesBefore(long revision) {
    List<KeyChange> changes = new ArrayList<>();
    before.forEach(
        (key, changed) -> {
          if (changed > revision) {
            changes.add(new KeyChange(key, changed));
          }
        });
    changes.sort(Comparator.comparingLong(KeyChange::revision));
    return changes;
  }
}
