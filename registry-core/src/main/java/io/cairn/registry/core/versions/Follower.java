package io.cairn.registry.core.versions;

import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.VersionHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes over into the index what others have written to the store, by its change feed: for a
 * registry that reads beside the owner of a file, and for several that share a store. Thread-safe.
 *
 * <p>A commit of several subjects may be taken over one subject after the other.
 */
final class Follower {
  /** How many changed keys are read at once, those of the last commit aside. */
  private static final int PAGE = 1_000;

  private final RegistryStore store;
  private final VersionIndex index;
  private final Transactions transactions;
  private final Listeners listeners;
  private final Object turn = new Object();

  /** Every change up to this one is known. */
  private long known;

  /**
   * A follower of what is written from the index's state on. The index has read the settings before
   * the subjects; so they are read once more, lest a change between be missed.
   */
  Follower(
      RegistryStore store, VersionIndex index, Transactions transactions, Listeners listeners) {
    this.store = store;
    this.index = index;
    this.transactions = transactions;
    this.listeners = listeners;
    known = index.newestRevision();
    index.refresh(StoreKey.Global.SETTINGS);
  }

  /** Returns when everything that was committed before is known, and told. */
  void catchUp() {
    boolean isMore = true;
    while (isMore) {
      List<SubjectEvent> events = new ArrayList<>();
      try {
        synchronized (turn) {
          isMore = readPage(events);
        }
      } finally {
        events.forEach(listeners::tell);
      }
    }
  }

  private boolean readPage(List<SubjectEvent> events) {
    List<RegistryStore.KeyChange> page = store.changesSince(known, PAGE);
    for (RegistryStore.KeyChange change : page) {
      if (change.key() instanceof StoreKey.OfSubject of) {
        transactions.alone(of.subject(), () -> refresh(of, events));
      } else {
        index.refresh(change.key());
      }
    }
    if (!page.isEmpty()) {
      known = page.get(page.size() - 1).revision();
    }
    return page.size() >= PAGE;
  }

  private void refresh(StoreKey.OfSubject key, List<SubjectEvent> events) {
    Subject subject = key.subject();
    if (listeners.areFor(subject)) {
      store.versions().findSubject(subject).ifPresent(kept -> refresh(kept, events));
    } else {
      index.refresh(key);
    }
  }

  /** What cannot be told must not become known first. */
  private void refresh(SubjectRecord kept, List<SubjectEvent> events) {
    Subject subject = kept.row().subject();
    SubjectEntry before = index.subject(subject);
    List<VersionHistory> history = store.versions().history(subject);
    index.publish(SubjectEntry.of(kept, before));
    SubjectEntry after = index.subject(subject);
    if (after != before) {
      events.addAll(SubjectChanges.between(before, after, history));
    }
  }
}
