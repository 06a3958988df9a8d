package io.cairn.registry.core.evolution;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a difference around: old and new change places, in the paths too. */
final class Inversion {
  private final SchemaDiff diff;
  private final Map<List<FieldPath.Step>, FieldPath> former = new HashMap<>();

  Inversion(SchemaDiff diff) {
    this.diff = diff;
    for (Change change : diff.changes()) {
      if (change instanceof Change.Renamed renamed) {
        former.put(renamed.to().steps(), renamed.from());
      }
    }
  }

  SchemaDiff invert() {
    List<Change> inverse = new ArrayList<>();
    List<Change> removals = new ArrayList<>();
    for (Change change : diff.changes()) {
      (change instanceof Change.Added ? removals : inverse).add(invert(change));
    }
    inverse.addAll(removals);
    return new SchemaDiff(inverse);
  }

  private Change invert(Change change) {
    if (change instanceof Change.Added added) {
      return new Change.Removed(added.path(), added.field());
    } else if (change instanceof Change.Removed removed) {
      return new Change.Added(removed.path(), removed.field());
    } else if (change instanceof Change.Renamed renamed) {
      return new Change.Renamed(renamed.to(), renamed.from());
    } else if (change instanceof Change.TypeChanged type) {
      return new Change.TypeChanged(former(type.path()), type.to(), type.from());
    } else if (change instanceof Change.NullabilityChanged nullability) {
      return new Change.NullabilityChanged(
          former(nullability.path()), nullability.to(), nullability.from());
    } else if (change instanceof Change.DefaultChanged value) {
      return new Change.DefaultChanged(former(value.path()), value.to(), value.from());
    } else if (change instanceof Change.KeysChanged keys) {
      return new Change.KeysChanged(former(keys.path()), keys.to(), keys.from());
    } else if (change instanceof Change.AliasesChanged aliases) {
      return new Change.AliasesChanged(former(aliases.path()), aliases.to(), aliases.from());
    } else if (change instanceof Change.DocChanged doc) {
      return new Change.DocChanged(former(doc.path()), doc.to(), doc.from());
    } else if (change instanceof Change.KindChanged kind) {
      return new Change.KindChanged(kind.to(), kind.from());
    } else if (change instanceof Change.TraitChanged trait) {
      return new Change.TraitChanged(trait.trait(), trait.to(), trait.from());
    }
    throw new AssertionError("unknown change: " + change.getClass());
  }

  /**
   * The old path of what has this path in the new schema. A renaming names both paths in full, so
   * the innermost one decides and everything below it is called the same.
   */
  private FieldPath former(FieldPath path) {
    List<FieldPath.Step> steps = path.steps();
    for (int length = steps.size(); length > 0; length--) {
      FieldPath from = former.get(steps.subList(0, length));
      if (from != null) {
        List<FieldPath.Step> old = new ArrayList<>(from.steps());
        old.addAll(steps.subList(length, steps.size()));
        return new FieldPath(old);
      }
    }
    return path;
  }
}
