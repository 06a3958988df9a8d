package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Commit.Guard;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counters that a new store has as the old one does: those that were guarded since the move
 * began. Stores do not list their counters, so each is carried over when it is first named.
 */
final class CarriedCounters {
  private final RegistryStore from;
  private final RegistryStore to;
  private final Set<StoreKey.OfCounter> carried = ConcurrentHashMap.newKeySet();

  CarriedCounters(RegistryStore from, RegistryStore to) {
    this.from = from;
    this.to = to;
  }

  /** Returns once the new store has the counters of a commit; nobody may be writing to either. */
  void carry(Commit commit) {
    for (Guard guard : commit.guards()) {
      StoreKey.OfCounter counter = guard.counter();
      if (!carried.contains(counter)) {
        long missing = from.versions().counter(counter) - to.versions().counter(counter);
        if (missing != 0) {
          move(new Guard(counter, missing, Long.MAX_VALUE));
        }
        carried.add(counter);
      }
    }
  }

  private void move(Guard by) {
    Commit alone = new Commit(Map.of(), List.of(by), List.of());
    CommitOutcome outcome;
    do {
      outcome = StoreImport.commit(to, by.counter().toString(), alone);
    } while (!(outcome instanceof CommitOutcome.Applied));
  }

  /** The store that knows a counter once the new one is in charge. */
  RegistryStore storeOf(StoreKey.OfCounter counter) {
    return carried.contains(counter) ? to : from;
  }

  /** Whether both stores have the same. */
  boolean areSame() {
    return carried.stream()
        .allMatch(one -> from.versions().counter(one) == to.versions().counter(one));
  }
}
