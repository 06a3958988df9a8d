package io.cairn.registry.core.lineage;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Nullability;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where changes happen, in the words of those who still read with the old schema. Immutable. */
final class ChangedFields {
  private final Map<FieldPath, FieldPath> oldPaths = new HashMap<>();

  ChangedFields(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Renamed renamed) {
        oldPaths.put(renamed.to(), renamed.from());
      }
    }
  }

  /** Whether who reads with the old schema gets other data than before, where the change is. */
  static boolean concernReaders(Change change) {
    if (change instanceof Change.NullabilityChanged nullability) {
      return nullability.to() == Nullability.NULLABLE;
    }
    return change instanceof Change.Removed
        || change instanceof Change.Renamed
        || change instanceof Change.TypeChanged
        || change instanceof Change.KindChanged
        || change instanceof Change.TraitChanged;
  }

  /** The old path of the field that is changed; empty if the schema as a whole is. */
  Optional<FieldPath> findPath(Change change) {
    if (change instanceof Change.Removed removed) {
      return Optional.of(removed.path());
    } else if (change instanceof Change.Renamed renamed) {
      return Optional.of(renamed.from());
    } else if (change instanceof Change.TypeChanged retyped) {
      return Optional.of(old(retyped.path()));
    } else if (change instanceof Change.NullabilityChanged nullability) {
      return Optional.of(old(nullability.path()));
    }
    return Optional.empty();
  }

  /** Under the innermost renamed field, everything else has the old names, too. */
  private FieldPath old(FieldPath fresh) {
    List<FieldPath.Step> steps = fresh.steps();
    for (int length = steps.size(); length > 0; length--) {
      FieldPath before = oldPaths.get(new FieldPath(steps.subList(0, length)));
      if (before != null) {
        FieldPath path = before;
        for (FieldPath.Step step : steps.subList(length, steps.size())) {
          path = path.then(step);
        }
        return path;
      }
    }
    return fresh;
  }
}
