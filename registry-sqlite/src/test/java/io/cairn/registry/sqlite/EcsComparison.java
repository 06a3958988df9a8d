package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every older release of the Elastic Common Schema beside every newer one, as the registry sees
 * them.
 *
 * @param releases oldest first
 * @param pairs by the older release, then by the newer one
 * @param refused which releases each mode refuses when all are registered in their order
 */
record EcsComparison(
    List<EcsRelease> releases, List<Pair> pairs, Map<CompatibilityMode, List<String>> refused) {

  /**
   * Two releases. The newer one has its renamed fields' former names as aliases.
   *
   * @param backward why the newer one does not read the older one's data
   * @param forward why the older one does not read the newer one's data
   */
  record Pair(
      EcsRelease older,
      EcsRelease newer,
      List<Violation> backward,
      List<Violation> forward,
      SchemaDiff diff) {

    <C extends Change> List<C> changes(Class<C> kind) {
      return diff.changes().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    String name() {
      return older.name() + " → " + newer.name();
    }
  }

  /** A change of type that breaks, wherever it occurs. */
  record Break(String field, String from, String to) {}

  /** One pair in which it breaks, and by which rule. */
  record Occurrence(Rule rule, Pair pair) {}

  static EcsComparison of(List<EcsRelease> releases) {
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      List<Pair> pairs = new ArrayList<>();
      for (int older = 0; older < releases.size(); older++) {
        for (int newer = older + 1; newer < releases.size(); newer++) {
          pairs.add(pair(registry, releases.get(older), releases.get(newer)));
        }
      }
      Map<CompatibilityMode, List<String>> refused = new LinkedHashMap<>();
      for (CompatibilityMode mode : CompatibilityMode.values()) {
        refused.put(mode, refused(registry, mode, releases));
      }
      return new EcsComparison(releases, pairs, refused);
    }
  }

  private static Pair pair(SchemaRegistry registry, EcsRelease older, EcsRelease newer) {
    Schema aliased = EcsRemovals.withAliases(newer.schema());
    return new Pair(
        older,
        newer,
        registry.evolution().canRead(aliased, older.schema()).violations(),
        registry.evolution().canRead(older.schema(), aliased).violations(),
        registry.evolution().diff(older.schema(), aliased));
  }

  private static List<String> refused(
      SchemaRegistry registry, CompatibilityMode mode, List<EcsRelease> releases) {
    Subject subject = Subject.of("elastic", mode.name());
    registry.evolution().changeMode(subject, mode);
    List<String> refused = new ArrayList<>();
    for (EcsRelease release : releases) {
      try {
        registry.register(subject, EcsRemovals.withAliases(release.schema()));
      } catch (IncompatibleSchemaException incompatible) {
        refused.add(release.name());
      }
    }
    return refused;
  }

  /** Each release beside the one before it. */
  List<Pair> steps() {
    return pairs.stream()
        .filter(pair -> releases.indexOf(pair.newer()) == releases.indexOf(pair.older()) + 1)
        .toList();
  }

  /** Which releases a mode objects to when each is registered whatever it says. */
  List<String> objected(CompatibilityMode mode) {
    return (mode.isTransitive() ? pairs : steps())
        .stream()
            .filter(
                pair ->
                    (mode.checksBackward() && !pair.backward().isEmpty())
                        || (mode.checksForward() && !pair.forward().isEmpty()))
            .map(pair -> pair.newer().name())
            .distinct()
            .sorted(Comparator.comparingInt(EcsRelease.NAMES::indexOf))
            .toList();
  }

  /** Every change that breaks, with the pairs in which it does. */
  Map<Break, Map<Direction, List<Occurrence>>> breaks() {
    Map<Break, Map<Direction, List<Occurrence>>> breaks = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      for (Violation found : pair.backward()) {
        Break change = new Break(field(found), found.oldPart(), found.newPart());
        add(breaks, change, Direction.BACKWARD, new Occurrence(found.rule(), pair));
      }
      for (Violation found : pair.forward()) {
        Break change = new Break(field(found), found.newPart(), found.oldPart());
        add(breaks, change, Direction.FORWARD, new Occurrence(found.rule(), pair));
      }
    }
    return breaks;
  }

  /** All fields are at the top; in paths their dots have backslashes. */
  static String field(Violation violation) {
    FieldPath path = FieldPath.parse(violation.location());
    return ((FieldPath.Named) path.steps().get(0)).name();
  }

  private static void add(
      Map<Break, Map<Direction, List<Occurrence>>> breaks,
      Break change,
      Direction direction,
      Occurrence occurrence) {
    breaks
        .computeIfAbsent(change, first -> new EnumMap<>(Direction.class))
        .computeIfAbsent(direction, first -> new ArrayList<>())
        .add(occurrence);
  }

  /** The fields that an older release has and the next one does not. */
  Set<String> removed() {
    Set<String> removed = new LinkedHashSet<>();
    for (Pair step : steps()) {
      step.changes(Change.Removed.class).forEach(change -> removed.add(change.field().name()));
    }
    return removed;
  }
}
