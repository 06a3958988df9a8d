package io.cairn.registry.core.lineage;

import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.core.lineage.LineageServices.Sources;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.lineage.Concern;
import io.cairn.registry.lineage.Concern.Basis;
import io.cairn.registry.lineage.Impact;
import io.cairn.registry.lineage.Participation;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.telemetry.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds whom a proposed schema concerns. Not thread-safe. */
final class ImpactAnalysis {
  private final Sources sources;
  private final Subject subject;
  private final Schema proposed;
  private final Map<Integer, Comparison> comparisons = new HashMap<>();

  ImpactAnalysis(Sources sources, Subject subject, Schema proposed) {
    this.sources = sources;
    this.subject = subject;
    this.proposed = proposed;
  }

  Impact of(Collection<Participation> consumers, Instant since) {
    CompatibilityReport verdict = sources.evolution().check(subject, proposed);
    Optional<SchemaVersion> latest = sources.schemas().findLatest(subject);
    List<Concern> concerns = new ArrayList<>();
    for (Participation consumer : consumers) {
      if (!consumer.seen().last().isBefore(since)) {
        findBase(consumer, latest)
            .map(base -> concern(consumer, base, since))
            .filter(concern -> !concern.changes().isEmpty() || !concern.violations().isEmpty())
            .ifPresent(concerns::add);
      }
    }
    return new Impact(verdict, concerns);
  }

  /** The same with what is known of the consumers, in their order. */
  static Impact informed(Impact impact, List<Participation> consumers) {
    List<Concern> concerns = new ArrayList<>();
    for (int i = 0; i < consumers.size(); i++) {
      Concern plain = impact.concerns().get(i);
      concerns.add(
          new Concern(
              consumers.get(i),
              plain.version(),
              plain.basis(),
              plain.changes(),
              plain.violations()));
    }
    return new Impact(impact.verdict(), concerns);
  }

  private Optional<SchemaVersion> findBase(Participation consumer, Optional<SchemaVersion> latest) {
    OptionalInt last = consumer.lastVersion();
    return last.isEmpty()
        ? latest
        : sources.schemas().findVersion(subject, last.getAsInt()).or(() -> latest);
  }

  private Concern concern(Participation consumer, SchemaVersion base, Instant since) {
    Comparison comparison = comparisons.computeIfAbsent(base.version(), version -> compare(base));
    Set<FieldPath> named =
        consumer.fields().entrySet().stream()
            .filter(field -> !field.getValue().last().isBefore(since))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    boolean isUnnamed = isSince(consumer.findUnnamed(), since);
    return isUnnamed || named.isEmpty()
        ? comparison.ofAll(consumer, base.version())
        : comparison.of(consumer, base.version(), named);
  }

  private static boolean isSince(Optional<Seen> seen, Instant since) {
    return seen.filter(at -> !at.last().isBefore(since)).isPresent();
  }

  private Comparison compare(SchemaVersion base) {
    List<Change> changes = sources.evolution().diff(base.schema(), proposed).changes();
    return new Comparison(
        new ReadFields(base.schema()),
        changes.stream().filter(ChangedFields::concernReaders).toList(),
        new ChangedFields(changes),
        sources
            .evolution()
            .canRead(base.schema(), proposed, sources.evolution().policy(subject).reading())
            .violations());
  }

  /** What changes for those who read with one version. */
  private record Comparison(
      ReadFields fields, List<Change> changes, ChangedFields changed, List<Violation> violations) {

    Concern ofAll(Participation consumer, int version) {
      return new Concern(consumer, version, Basis.ALL_FIELDS, changes, violations);
    }

    Concern of(Participation consumer, int version, Set<FieldPath> named) {
      Set<FieldPath> read = fields.resolve(named);
      return new Concern(
          consumer,
          version,
          Basis.NAMED_FIELDS,
          changes.stream()
              .filter(
                  change ->
                      changed
                          .findPath(change)
                          .map(path -> ReadFields.touches(read, path))
                          .orElse(true))
              .toList(),
          violations.stream()
              .filter(violation -> fields.mayTouch(read, violation.location()))
              .toList());
    }
  }
}
