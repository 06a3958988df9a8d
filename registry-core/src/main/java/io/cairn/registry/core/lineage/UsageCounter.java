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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts who uses what, in memory, within limits, until it is taken. What is taken was counted
 * once. Thread-safe.
 */
final class UsageCounter {
  private static final Logger LOG = LoggerFactory.getLogger(UsageCounter.class);

  private final LineageStore store;
  private final UsageLimits limits;
  private final Map<PendingUse.Key, PendingUse> uses = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<PendingUse> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger names = new AtomicInteger();
  private final Object growing = new Object();
  private final Map<Subject, Map<Role, Integer>> participants = new HashMap<>();
  private volatile boolean knowsAll;

  /** A counter that knows what a store has, from the first report on. */
  UsageCounter(LineageStore store, UsageLimits limits) {
    this.store = store;
    this.limits = limits;
  }

  private void knowAll() {
    if (!knowsAll) {
      synchronized (growing) {
        if (!knowsAll) {
          store.forEachUse(this::know);
          knowsAll = true;
        }
      }
    }
  }

  private void know(LineageStore.Known known) {
    PendingUse.Key key = new PendingUse.Key(known.subject(), known.role(), known.participant());
    synchronized (growing) {
      PendingUse use = uses.computeIfAbsent(key, this::begin);
      use.know(known.versions(), fields(known));
    }
    int unsaid = known.versions().contains(0) ? 1 : 0;
    int unnamed = known.fields().contains(UsageDelta.UNNAMED) ? 1 : 0;
    names.addAndGet(1 + known.versions().size() - unsaid + known.fields().size() - unnamed);
  }

  /** A path that is damaged takes no room; whoever asks for it is told. */
  private static Set<FieldPath> fields(LineageStore.Known known) {
    Set<FieldPath> fields = new HashSet<>();
    for (String path : known.fields()) {
      try {
        if (!path.equals(UsageDelta.UNNAMED)) {
          fields.add(path(path));
        }
      } catch (CorruptDataException damaged) {
        LOG.warn("A field that {} uses is damaged: {}", known.participant(), path);
      }
    }
    return fields;
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
    knowAll();
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
}
