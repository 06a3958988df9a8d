package io.cairn.registry.core.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a participant has done with a subject in a role and what has not been taken yet. It knows
 * every name it ever had, so that it can refuse those for which there is no room. Thread-safe.
 */
final class PendingUse {
  /** How many rows of a kind one delta has at most, so that no commit becomes long. */
  private static final int MAX_PART = 100;

  /** Whose usages. */
  record Key(Subject subject, Role role, Participant participant) {}

  private final Key key;
  private final Queue<PendingUse> waiting;
  private final Set<Integer> knownVersions = new HashSet<>();
  private final Set<FieldPath> knownFields = new HashSet<>();
  private final Map<Integer, Tally> versions = new HashMap<>();
  private final Map<FieldPath, Tally> fields = new HashMap<>();
  private final Map<Long, Long> windows = new HashMap<>();
  private @Nullable Tally total;
  private @Nullable Tally unnamed;

  /** One that nothing was done with yet; it goes into the queue whenever something waits. */
  PendingUse(Key key, Queue<PendingUse> waiting) {
    this.key = key;
    this.waiting = waiting;
  }

  /** One usage of this one. */
  record Report(int version, Set<FieldPath> fields, long at, @Nullable Long window) {}

  /** From now on these names have their room. */
  synchronized void know(Set<Integer> usedVersions, Set<FieldPath> usedFields) {
    knownVersions.addAll(usedVersions);
    knownVersions.remove(0);
    knownFields.addAll(usedFields);
  }

  /**
   * Counts a usage.
   *
   * @param room takes the room of one more name, if there is any
   */
  synchronized void add(Report report, UsageLimits limits, BooleanSupplier room) {
    Tally once = new Tally(1, report.at, report.at);
    addTotal(once);
    boolean isSaid =
        report.version > 0 && isKnown(knownVersions, report.version, limits.versions(), room);
    versions.merge(isSaid ? report.version : 0, once, Tally::plus);
    boolean allNamed = !report.fields.isEmpty();
    for (FieldPath field : report.fields) {
      if (isKnown(knownFields, field, limits.fields(), room)) {
        fields.merge(field, once, Tally::plus);
      } else {
        allNamed = false;
      }
    }
    if (!allNamed) {
      unnamed = sum(unnamed, once);
    }
    if (report.window != null) {
      windows.merge(report.window, 1L, Long::sum);
    }
  }

  private static <T> boolean isKnown(Set<T> known, T name, int limit, BooleanSupplier room) {
    if (known.contains(name)) {
      return true;
    }
    return known.size() < limit && room.getAsBoolean() && known.add(name);
  }

  private void addTotal(Tally more) {
    if (total == null) {
      waiting.add(this);
    }
    total = sum(total, more);
  }

  private static Tally sum(@Nullable Tally some, Tally more) {
    return some == null ? more : some.plus(more);
  }

  /** Adds what was taken from here. */
  synchronized void putBack(UsageDelta taken) {
    addTotal(taken.tally());
    taken.versions().forEach((version, tally) -> versions.merge(version, tally, Tally::plus));
    taken.windows().forEach((begin, count) -> windows.merge(begin, count, Long::sum));
    taken
        .fields()
        .forEach(
            (path, tally) -> {
              if (path.equals(UsageDelta.UNNAMED)) {
                unnamed = sum(unnamed, tally);
              } else {
                fields.merge(FieldPath.parse(path), tally, Tally::plus);
              }
            });
  }

  /** Everything that waits, which then waits no more. */
  synchronized List<UsageDelta> take() {
    if (total == null) {
      return List.of();
    }
    Map<String, Tally> paths = new HashMap<>();
    fields.forEach((field, tally) -> paths.put(field.toString(), tally));
    if (unnamed != null) {
      paths.put(UsageDelta.UNNAMED, unnamed);
    }
    List<UsageDelta> deltas = deltas(total, paths);
    versions.clear();
    fields.clear();
    windows.clear();
    total = null;
    unnamed = null;
    return deltas;
  }

  private List<UsageDelta> deltas(Tally whole, Map<String, Tally> paths) {
    int most = Math.max(paths.size(), Math.max(versions.size(), windows.size()));
    List<UsageDelta> deltas = new ArrayList<>();
    for (int from = 0; from < most; from += MAX_PART) {
      deltas.add(
          new UsageDelta(
              key.subject,
              key.role,
              key.participant,
              from == 0 ? whole : new Tally(0, whole.first(), whole.last()),
              part(versions, from),
              part(paths, from),
              part(windows, from)));
    }
    return deltas;
  }

  private static <K, V> Map<K, V> part(Map<K, V> all, int from) {
    Map<K, V> part = new HashMap<>();
    all.entrySet().stream()
        .skip(from)
        .limit(MAX_PART)
        .forEach(entry -> part.put(entry.getKey(), entry.getValue()));
    return part;
  }
}
