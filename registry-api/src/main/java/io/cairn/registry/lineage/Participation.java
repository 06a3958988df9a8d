package io.cairn.registry.lineage;

import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.telemetry.Seen;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has done with data of one schema, in one role. Immutable and thread-safe.
 *
 * @param participant who
 * @param seen how often and when, all in all
 * @param versions the same for each version that was used, by its number; 0 for those that were not
 *     said
 * @param fields the same for each field that was named, by the texts of their paths
 * @param unnamed the same for usages that named no fields; null if all of them did
 * @param info what the {@link ParticipantDirectory} says; null if there is none, or it says nothing
 */
public record Participation(
    Participant participant,
    Seen seen,
    SortedMap<Integer, Seen> versions,
    Map<FieldPath, Seen> fields,
    @Nullable Seen unnamed,
    @Nullable ParticipantInfo info) {

  public Participation {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The same with what a directory says. */
  public Participation withInfo(@Nullable ParticipantInfo said) {
    return new Participation(participant, seen, versions, fields, unnamed, said);
  }

  /** The version that was used last, of several the highest one; empty if none was ever said. */
  public OptionalInt lastVersion() {
    return versions.entrySet().stream()
        .filter(entry -> entry.getKey() > 0)
        .max(
            Comparator.comparing((Map.Entry<Integer, Seen> entry) -> entry.getValue().last())
                .thenComparing(Map.Entry::getKey))
        .map(entry -> OptionalInt.of(entry.getKey()))
        .orElse(OptionalInt.empty());
  }

  /** Usages that named no fields, if there were any. */
  public Optional<Seen> findUnnamed() {
    return Optional.ofNullable(unnamed);
  }

  /** What the directory says, if it says anything. */
  public Optional<ParticipantInfo> findInfo() {
    return Optional.ofNullable(info);
  }
}
