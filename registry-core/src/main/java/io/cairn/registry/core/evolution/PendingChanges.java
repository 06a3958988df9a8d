package io.cairn.registry.core.evolution;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of a difference, each to be taken once by whoever comes to its place. */
final class PendingChanges {
  private static final String KIND = "kind";
  private static final List<FieldPath.Step> TOP = List.of();

  private record Place(Class<? extends Change> kind, Object where) {}

  private final Map<Place, Change> single = new LinkedHashMap<>();
  private final Map<List<FieldPath.Step>, List<Change.Added>> added = new LinkedHashMap<>();

  PendingChanges(SchemaDiff diff) {
    for (Change change : diff.changes()) {
      if (change instanceof Change.Added addition) {
        added.computeIfAbsent(parent(addition.path()), parent -> new ArrayList<>()).add(addition);
      } else if (single.put(new Place(change.getClass(), place(change)), change) != null) {
        throw misfit(place(change), "two changes of one kind stand there");
      }
    }
  }

  /** The change of this kind at the path: the old one for what goes or is renamed, else the new. */
  <T extends Change> Optional<T> take(Class<T> kind, FieldPath path) {
    return Optional.ofNullable(kind.cast(single.remove(new Place(kind, path))));
  }

  Optional<Change.KindChanged> takeKind() {
    Place place = new Place(Change.KindChanged.class, KIND);
    return Optional.ofNullable((Change.KindChanged) single.remove(place));
  }

  List<Change.TraitChanged> takeTraits() {
    List<Change.TraitChanged> traits = new ArrayList<>();
    for (Change change : single.values()) {
      if (change instanceof Change.TraitChanged trait) {
        traits.add(trait);
      }
    }
    single.values().removeAll(traits);
    return traits;
  }

  /** What is added directly below the steps; none for the top of the schema. */
  List<Change.Added> takeAdded(List<FieldPath.Step> parent) {
    List<Change.Added> taken = added.remove(parent);
    return taken == null ? List.of() : taken;
  }

  List<Change.Added> takeAddedAtTop() {
    return takeAdded(TOP);
  }

  void requireNone() {
    for (Change change : single.values()) {
      throw misfit(place(change), "there is nothing that it could change");
    }
    for (List<Change.Added> additions : added.values()) {
      throw misfit(
          additions.get(0).path(), "there is nothing at this path that takes fields, or it is new");
    }
  }

  static List<FieldPath.Step> parent(FieldPath path) {
    return path.steps().subList(0, path.steps().size() - 1);
  }

  static InvalidInputException misfit(Object place, String why) {
    return new InvalidInputException(sentence(place, why));
  }

  static InvalidInputException misfit(Object place, InvalidInputException cause) {
    return new InvalidInputException(sentence(place, String.valueOf(cause.getMessage())), cause);
  }

  private static String sentence(Object place, String why) {
    return "Cannot apply the difference at "
        + InvalidInputException.abbreviate(place.toString())
        + ": "
        + why
        + (why.endsWith(".") ? "" : ".")
        + " Apply it to the schema that it starts from.";
  }

  private static Object place(Change change) {
    if (change instanceof Change.Added added) {
      return added.path();
    } else if (change instanceof Change.Removed removed) {
      return removed.path();
    } else if (change instanceof Change.Renamed renamed) {
      return renamed.from();
    } else if (change instanceof Change.TypeChanged type) {
      return type.path();
    } else if (change instanceof Change.NullabilityChanged nullability) {
      return nullability.path();
    } else if (change instanceof Change.DefaultChanged value) {
      return value.path();
    } else if (change instanceof Change.KeysChanged keys) {
      return keys.path();
    } else if (change instanceof Change.AliasesChanged aliases) {
      return aliases.path();
    } else if (change instanceof Change.DocChanged doc) {
      return doc.path();
    } else if (change instanceof Change.KindChanged) {
      return KIND;
    } else if (change instanceof Change.TraitChanged trait) {
      return "trait " + trait.trait();
    }
    throw new AssertionError("unknown change: " + change.getClass());
  }
}
