package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.RegistryStore.KeyChange;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Writes to a store whose revisions go on where those of another one ended. */
final class MovedStore {
  private final RegistryStore store;
  private final Renumbering numbers;

  MovedStore(RegistryStore store, Renumbering numbers) {
    this.store = store;
    this.numbers = numbers;
  }

  CompletableFuture<CommitOutcome> commit(Commit commit) {
    Map<StoreKey, Long> expected = new HashMap<>();
    commit.expected().forEach((key, revision) -> expected.put(key, numbers.inside(key, revision)));
    return store
        .commit(new Commit(expected, commit.guards(), commit.operations(), commit.lane()))
        .thenApply(this::outside);
  }

  private CommitOutcome outside(CommitOutcome outcome) {
    if (outcome instanceof CommitOutcome.Applied applied) {
      return new CommitOutcome.Applied(numbers.outside(applied.revision()));
    } else if (outcome instanceof CommitOutcome.Conflict conflict) {
      return new CommitOutcome.Conflict(
          conflict.key(), numbers.outside(conflict.key(), conflict.actual()));
    } else {
      return outcome;
    }
  }

  List<KeyChange> changesSince(long revision, int limit) {
    List<KeyChange> all = numbers.changesBefore(revision);
    all.removeIf(change -> revision(change.key()) > numbers.lastInside());
    List<KeyChange> later = store.changesSince(numbers.insideAfter(revision), limit);
    for (KeyChange change : later) {
      all.removeIf(earlier -> earlier.key().equals(change.key()));
      all.add(new KeyChange(change.key(), numbers.outside(change.revision())));
    }
    int end = Math.min(limit, all.size());
    while (end < all.size() && all.get(end).revision() == all.get(end - 1).revision()) {
      end++;
    }
    return List.copyOf(all.subList(0, end));
  }

  private long revision(StoreKey key) {
    return key instanceof StoreKey.OfSubject of
        ? store.versions().findSubject(of.subject()).map(SubjectRecord::revision).orElse(0L)
        : store.versions().settings().revision();
  }
}
