package io.cairn.registry.core.transfer;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.LineageStore.Use;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.UsageWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What somebody has done with a subject in a role, as it is carried from store to store. */
record OneUse(Subject subject, Role role, Use use) {
  /** How many rows of a kind one delta has at most. */
  static final int MAX_PART = 100;

  /** Whose usage; ordered by role, then participant. */
  record Key(Role role, Participant participant) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::role).thenComparing(Key::participant);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  Key key() {
    return new Key(role, use.participant());
  }

  /** What makes it in a store that does not have it; the first one says the total. */
  List<UsageDelta> deltas() {
    List<UsageDelta> deltas = new ArrayList<>();
    int from = 0;
    do {
      deltas.add(
          delta(
              from == 0 ? use.tally() : nothing(),
              part(use.versions(), from),
              part(use.fields(), from),
              Map.of()));
      from += MAX_PART;
    } while (from < Math.max(use.versions().size(), use.fields().size()));
    return deltas;
  }

  /** What adds the windows of its role, and nothing else. */
  List<UsageDelta> deltas(List<UsageWindow> windows) {
    Map<Long, Long> counts =
        windows.stream()
            .filter(window -> count(window, role) > 0)
            .collect(
                Collectors.toMap(
                    window -> window.start().toEpochMilli(), window -> count(window, role)));
    List<UsageDelta> deltas = new ArrayList<>();
    for (int from = 0; from < counts.size(); from += MAX_PART) {
      deltas.add(delta(nothing(), Map.of(), Map.of(), part(counts, from)));
    }
    return deltas;
  }

  static long count(UsageWindow window, Role role) {
    return switch (role) {
      case PRODUCER -> window.produced();
      case CONSUMER -> window.consumed();
    };
  }

  private UsageDelta delta(
      Tally tally, Map<Integer, Tally> versions, Map<String, Tally> fields, Map<Long, Long> more) {
    return new UsageDelta(subject, role, use.participant(), tally, versions, fields, more);
  }

  private Tally nothing() {
    return new Tally(0, use.tally().first(), use.tally().last());
  }

  private static <K, V> Map<K, V> part(Map<K, V> all, int from) {
    return all.entrySet().stream()
        .skip(from)
        .limit(MAX_PART)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
