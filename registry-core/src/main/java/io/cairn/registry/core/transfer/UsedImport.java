package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.UsageWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes who uses what into a store, each usage as a whole, and the windows of a subject after
 * them. What is there already must be the same, so that an import that ended in the middle can be
 * repeated.
 */
final class UsedImport implements Used.Sink {
  /** How many operations a commit has, but for usages that need more alone. */
  private static final int MAX_COMMIT = 100;

  private final RegistryStore store;

  /** What the store has of the current subject and was not named yet. */
  private final Map<OneUse.Key, OneUse> left = new HashMap<>();

  /** As whose the windows of a role are written. */
  private final Map<Role, OneUse> heirs = new EnumMap<>(Role.class);

  private final List<UsageDelta> waiting = new ArrayList<>();
  private @Nullable Subject subject;

  UsedImport(RegistryStore store) {
    this.store = store;
  }

  @Override
  public void on(OneUse use) {
    if (!use.subject().equals(subject)) {
      begin(use.subject());
    }
    heirs.putIfAbsent(use.role(), use);
    OneUse present = left.remove(use.key());
    if (present == null) {
      add(use.subject(), use.deltas());
    } else if (!present.equals(use)) {
      throw conflict(use.subject());
    }
  }

  private void begin(Subject next) {
    subject = next;
    left.clear();
    heirs.clear();
    waiting.clear();
    Used.usages(store.lineage(), next).forEach(use -> left.put(use.key(), use));
  }

  @Override
  public void on(Used.End end) {
    if (!left.isEmpty()) {
      throw conflict(end.subject());
    }
    List<UsageWindow> present =
        store.lineage().windows(end.subject(), Long.MIN_VALUE, Long.MAX_VALUE);
    if (present.isEmpty()) {
      List<UsageDelta> windows = new ArrayList<>();
      heirs.values().forEach(heir -> windows.addAll(heir.deltas(end.windows())));
      add(end.subject(), windows);
    } else if (!present.equals(end.windows())) {
      throw conflict(end.subject());
    }
    write(end.subject());
  }

  /** What belongs together comes into one commit, so that it is there as a whole or not at all. */
  private void add(Subject of, List<UsageDelta> together) {
    if (waiting.size() + together.size() > MAX_COMMIT) {
      write(of);
    }
    waiting.addAll(together);
  }

  private void write(Subject of) {
    Operation[] operations =
        waiting.stream().map(Operation.AddUsage::new).toArray(Operation[]::new);
    waiting.clear();
    CommitOutcome outcome = null;
    while (operations.length > 0 && !(outcome instanceof CommitOutcome.Applied)) {
      outcome = StoreImport.commit(store, "who uses " + of, Commit.of(operations));
    }
  }

  private static ImportConflictException conflict(Subject of) {
    return new ImportConflictException(null, "who uses " + of);
  }
}
