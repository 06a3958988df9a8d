package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.SubjectUse;
import io.cairn.registry.lineage.UsageWindow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who uses what, of a memory store, under its lock. */
final class MemoryLineage implements LineageStore {
  private static final Comparator<String> BY_CODE_POINTS =
      Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private static final Comparator<Subject> BY_SUBJECT =
      Comparator.comparing(Subject::namespace, BY_CODE_POINTS)
          .thenComparing(Subject::name, BY_CODE_POINTS)
          .thenComparing(subject -> subject.scope().owner(), BY_CODE_POINTS);

  private static final Comparator<Participant> BY_PARTICIPANT =
      Comparator.comparing(Participant::type, BY_CODE_POINTS)
          .thenComparing(Participant::id, BY_CODE_POINTS);

  /** In the order of the pages of what a participant uses. */
  private static final List<Role> ROLES = List.of(Role.CONSUMER, Role.PRODUCER);

  private final Object lock;
  private final Runnable requireOpen;
  private final NavigableMap<Subject, KeptUses> subjects = new TreeMap<>(BY_SUBJECT);
  private final Map<Participant, NavigableMap<Integer, KeptUses>> byParticipant = new TreeMap<>();

  /** Who uses one subject; the number says when it was first used. */
  private record KeptUses(
      int number,
      Subject subject,
      Map<Role, SortedMap<Participant, KeptUse>> roles,
      NavigableMap<Long, Map<Role, Long>> windows) {
    KeptUses(int number, Subject subject) {
      this(
          number,
          subject,
          Map.of(
              Role.PRODUCER,
              new TreeMap<>(BY_PARTICIPANT),
              Role.CONSUMER,
              new TreeMap<>(BY_PARTICIPANT)),
          new TreeMap<>());
    }

    SortedMap<Participant, KeptUse> of(Role role) {
      return Objects.requireNonNull(roles.get(role));
    }

    boolean isOrphan() {
      return !of(Role.PRODUCER).isEmpty() && of(Role.CONSUMER).isEmpty();
    }
  }

  private static final class KeptUse {
    private @Nullable Tally tally;
    private final Map<Integer, Tally> versions = new TreeMap<>();
    private final Map<String, Tally> fields = new TreeMap<>(BY_CODE_POINTS);

    void add(UsageDelta delta) {
      tally = tally == null ? delta.tally() : tally.plus(delta.tally());
      delta.versions().forEach((version, more) -> versions.merge(version, more, Tally::plus));
      delta.fields().forEach((path, more) -> fields.merge(path, more, Tally::plus));
    }

    Use use(Participant participant) {
      return new Use(participant, total(), new TreeMap<>(versions), new LinkedHashMap<>(fields));
    }

    Tally total() {
      return tally == null ? new Tally(0, 0, 0) : tally;
    }
  }

  MemoryLineage(Object lock, Runnable requireOpen) {
    this.lock = lock;
    this.requireOpen = requireOpen;
  }

  /** Only under the lock. */
  void add(UsageDelta delta) {
    KeptUses uses =
        subjects.computeIfAbsent(
            delta.subject(), fresh -> new KeptUses(subjects.size() + 1, fresh));
    uses.of(delta.role()).computeIfAbsent(delta.participant(), fresh -> new KeptUse()).add(delta);
    byParticipant
        .computeIfAbsent(delta.participant(), fresh -> new TreeMap<>())
        .put(uses.number, uses);
    delta
        .windows()
        .forEach(
            (begin, count) ->
                uses.windows
                    .computeIfAbsent(begin, fresh -> new TreeMap<>())
                    .merge(delta.role(), count, Long::sum));
  }

  /** Only under the lock. */
  void expire(TelemetryDelta.Expiry expiry) {
    int left = expiry.limit();
    for (KeptUses uses : subjects.values()) {
      while (left > 0 && !uses.windows.headMap(expiry.before()).isEmpty()) {
        Map<Role, Long> oldest = uses.windows.firstEntry().getValue();
        oldest.remove(oldest.keySet().iterator().next());
        if (oldest.isEmpty()) {
          uses.windows.pollFirstEntry();
        }
        left--;
      }
    }
  }

  private <T> T read(Supplier<T> answer) {
    synchronized (lock) {
      requireOpen.run();
      return answer.get();
    }
  }

  @Override
  public void forEachUse(Consumer<Known> reader) {
    read(() -> {
          List<Known> all = new ArrayList<>();
          subjects.values().forEach(uses -> ROLES.forEach(role -> addKnown(uses, role, all)));
          return all;
        })
        .forEach(reader);
  }

  private static void addKnown(KeptUses uses, Role role, List<Known> all) {
    uses.of(role)
        .forEach(
            (participant, use) ->
                all.add(
                    new Known(
                        uses.subject,
                        role,
                        participant,
                        new TreeMap<>(use.versions).keySet(),
                        new TreeMap<>(use.fields).keySet())));
  }

  @Override
  public void forEachSubject(Consumer<Subject> reader) {
    read(() ->
            subjects.values().stream()
                .sorted(Comparator.comparingInt(KeptUses::number))
                .map(KeptUses::subject)
                .toList())
        .forEach(reader);
  }

  @Override
  public List<Use> uses(Subject subject, Role role) {
    return read(
        () -> {
          KeptUses uses = subjects.get(subject);
          List<Use> all = new ArrayList<>();
          if (uses != null) {
            uses.of(role).forEach((participant, use) -> all.add(use.use(participant)));
          }
          return all;
        });
  }

  @Override
  public List<SubjectUse> uses(Participant participant, @Nullable SubjectPlace after, int limit) {
    return read(
        () -> {
          NavigableMap<Integer, KeptUses> all = byParticipant.get(participant);
          return all == null
              ? List.of()
              : all.tailMap(number(after), true).values().stream()
                  .flatMap(
                      uses ->
                          ROLES.stream()
                              .filter(role -> uses.of(role).containsKey(participant))
                              .filter(role -> isBehind(uses, role, after))
                              .map(role -> use(uses, role, participant)))
                  .limit(limit)
                  .toList();
        });
  }

  /** Nothing stands behind a subject that is unknown. */
  private int number(@Nullable SubjectPlace after) {
    if (after == null) {
      return 0;
    }
    KeptUses uses = subjects.get(after.subject());
    return uses == null ? Integer.MAX_VALUE : uses.number;
  }

  private static boolean isBehind(KeptUses uses, Role role, @Nullable SubjectPlace after) {
    return after == null
        || !uses.subject.equals(after.subject())
        || ROLES.indexOf(role) > ROLES.indexOf(after.role());
  }

  private static SubjectUse use(KeptUses uses, Role role, Participant participant) {
    KeptUse use = uses.of(role).getOrDefault(participant, new KeptUse());
    return new SubjectUse(uses.subject, role, use.total().seen());
  }

  @Override
  public List<Subject> orphans(@Nullable Subject after, int limit) {
    return read(
        () ->
            (after == null ? subjects : subjects.tailMap(after, false))
                .values().stream()
                    .filter(KeptUses::isOrphan)
                    .map(KeptUses::subject)
                    .limit(limit)
                    .toList());
  }

  @Override
  public List<UsageWindow> windows(Subject subject, long from, long to) {
    return read(
        () -> {
          KeptUses uses = subjects.get(subject);
          return uses == null
              ? List.of()
              : uses.windows.subMap(from, to).entrySet().stream()
                  .map(MemoryLineage::window)
                  .toList();
        });
  }

  @Override
  public long oldestWindow() {
    return read(
        () ->
            subjects.values().stream()
                .filter(uses -> !uses.windows.isEmpty())
                .mapToLong(uses -> uses.windows.firstKey())
                .min()
                .orElse(Long.MAX_VALUE));
  }

  private static UsageWindow window(Map.Entry<Long, Map<Role, Long>> window) {
    return new UsageWindow(
        Instant.ofEpochMilli(window.getKey()),
        window.getValue().getOrDefault(Role.PRODUCER, 0L),
        window.getValue().getOrDefault(Role.CONSUMER, 0L));
  }
}
