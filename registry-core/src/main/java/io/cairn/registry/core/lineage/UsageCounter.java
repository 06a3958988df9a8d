package io.cairn.registry.core.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts who uses what, in memory, within limits, until it is taken. What is taken was counted
 * once. Thread-safe.
 */
final class UsageCounter {
  private final UsageLimits limits;
  private final Map<PendingUse.Key, PendingUse> uses = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<PendingUse> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger names = new AtomicInteger();
  private final Object growing = new Object();
  private final Map<Subject, Map<Role, Integer>> participants = new HashMap<>();

  /** A counter that knows what a store has. */
  UsageCounter(LineageStore store, UsageLimits limits) {
    this.limits = limits;
    store.forEachUse(this::know);
  }

  private void know(LineageStore.Known known) {
    PendingUse.Key key = new PendingUse.Key(known.subject(), known.role(), known.participant());
    synchronized (growing) {
      PendingUse use = uses.computeIfAbsent(key, this::begin);
      use.know(
          known.versions(),
          known.fields().stream()
              .filter(path -> !path.equals(UsageDelta.UNNAMED))
              .map(UsageCounter::path)
              .collect(Collectors.toSet()));
    }
    names.addAndGet(1 + known.versions().size() + known.fields().size());
  }

  /**
   * The path that a store has kept.
   *
   * @throws CorruptDataException if it is none
   */
  static FieldPath path(String kept) {
    try {
      return FieldPath.parse(kept);
    } catch (InvalidInputException damaged) {
      throw new CorruptDataException("What is kept of usages is damaged.", damaged);
    }
  }

  void add(PendingUse.Key key, PendingUse.Report report) {
    PendingUse use = uses.get(key);
    if (use == null) {
      use = makeRoom(key);
    }
    use.add(report, limits, this::takeName);
  }

  private boolean takeName() {
    return names.get() < limits.names() && names.incrementAndGet() <= limits.names();
  }

  /** What finds no room is counted under the names that stand for that, which always have it. */
  private PendingUse makeRoom(PendingUse.Key key) {
    synchronized (growing) {
      PendingUse present = uses.get(key);
      if (present != null) {
        return present;
      }
      boolean isNew = !participants.containsKey(key.subject());
      Subject subject = isNew && !takeName() ? Lineage.OTHER_SUBJECT : key.subject();
      boolean fits = participants(subject, key.role()) < limits.participants() && takeName();
      Participant participant = fits ? key.participant() : Participant.OTHER;
      return uses.computeIfAbsent(
          new PendingUse.Key(subject, key.role(), participant), this::begin);
    }
  }

  private int participants(Subject subject, Role role) {
    Map<Role, Integer> counts = participants.get(subject);
    return counts == null ? 0 : counts.getOrDefault(role, 0);
  }

  private PendingUse begin(PendingUse.Key key) {
    participants
        .computeIfAbsent(key.subject(), fresh -> new HashMap<>())
        .merge(key.role(), 1, Integer::sum);
    return new PendingUse(key, waiting);
  }

  /** Everything counted and not taken yet. */
  List<UsageDelta> take() {
    List<UsageDelta> taken = new ArrayList<>();
    for (@Nullable PendingUse use = waiting.poll(); use != null; use = waiting.poll()) {
      taken.addAll(use.take());
    }
    return taken;
  }

  /** What was taken, and was not written, waits again. */
  void putBack(List<UsageDelta> taken) {
    for (UsageDelta delta : taken) {
      PendingUse use =
          uses.get(new PendingUse.Key(delta.subject(), delta.role(), delta.participant()));
      if (use != null) {
        use.putBack(delta);
      }
    }
  }
}
