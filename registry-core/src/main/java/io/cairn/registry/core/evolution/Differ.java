package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lists what changed between two schemas, under a matching of their fields. The order of fields, of
 * a union's branches and of an enum's symbols is not a change.
 */
public final class Differ {
  private final Matching matching;
  private final List<Change> changes = new ArrayList<>();
  private final List<Change> removals = new ArrayList<>();

  private Differ(Matching matching) {
    this.matching = matching;
  }

  /** Matched by source and name, then by the new schema's aliases. */
  public static SchemaDiff byName(Schema old, Schema fresh) {
    return new Differ(Matching.byName()).diff(old, fresh);
  }

  /** Matched by the layouts of two versions of one subject. */
  public static SchemaDiff byLayout(Schema old, Layout oldLayout, Schema fresh, Layout newLayout) {
    return new Differ(Matching.byLayout(newLayout, oldLayout)).diff(old, fresh);
  }

  private SchemaDiff diff(Schema old, Schema fresh) {
    if (old.kind() != fresh.kind()) {
      changes.add(new Change.KindChanged(old.kind(), fresh.kind()));
    }
    Set<String> traits = new TreeSet<>(old.traits().keySet());
    traits.addAll(fresh.traits().keySet());
    for (String trait : traits) {
      String from = old.traits().get(trait);
      String to = fresh.traits().get(trait);
      if (!Objects.equals(from, to)) {
        changes.add(new Change.TraitChanged(trait, from, to));
      }
    }
    fields(null, old.fields(), null, fresh.fields());
    changes.addAll(removals);
    return new SchemaDiff(changes);
  }

  private void fields(
      @Nullable FieldPath oldParent,
      List<Field> old,
      @Nullable FieldPath newParent,
      List<Field> fresh) {
    IdentityHashMap<Field, Field> matches = matching.match(newParent, fresh, oldParent, old);
    for (Field field : fresh) {
      FieldPath path = Matching.child(newParent, field);
      Field before = matches.get(field);
      if (before == null) {
        changes.add(new Change.Added(path, field));
      } else {
        field(Matching.child(oldParent, before), before, path, field);
      }
    }
    Set<Field> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(matches.values());
    for (Field field : old) {
      if (!kept.contains(field)) {
        removals.add(new Change.Removed(Matching.child(oldParent, field), field));
      }
    }
  }

  private void field(FieldPath oldPath, Field old, FieldPath path, Field fresh) {
    if (!old.name().equals(fresh.name()) || old.source() != fresh.source()) {
      changes.add(new Change.Renamed(oldPath, path));
    }
    values(oldPath, old.type(), old.nullability(), path, fresh.type(), fresh.nullability());
    if (!old.defaultValue().equals(fresh.defaultValue())) {
      changes.add(new Change.DefaultChanged(path, old.defaultValue(), fresh.defaultValue()));
    }
    if (!old.keys().equals(fresh.keys())) {
      changes.add(new Change.KeysChanged(path, old.keys(), fresh.keys()));
    }
    if (!old.aliases().equals(fresh.aliases())) {
      changes.add(new Change.AliasesChanged(path, old.aliases(), fresh.aliases()));
    }
    if (!old.doc().equals(fresh.doc())) {
      changes.add(new Change.DocChanged(path, old.doc(), fresh.doc()));
    }
  }

  private void values(
      FieldPath oldPath,
      DataType old,
      Nullability before,
      FieldPath path,
      DataType fresh,
      Nullability after) {
    types(oldPath, old, path, fresh);
    if (before != after) {
      changes.add(new Change.NullabilityChanged(path, before, after));
    }
  }

  private void types(FieldPath oldPath, DataType old, FieldPath path, DataType fresh) {
    if (old instanceof ArrayType from && fresh instanceof ArrayType to) {
      FieldPath.Inside element = FieldPath.Inside.ELEMENT;
      values(
          oldPath.then(element),
          from.element(),
          from.elements(),
          path.then(element),
          to.element(),
          to.elements());
    } else if (old instanceof MapType from && fresh instanceof MapType to) {
      types(
          oldPath.then(FieldPath.Inside.KEY),
          from.key(),
          path.then(FieldPath.Inside.KEY),
          to.key());
      FieldPath.Inside value = FieldPath.Inside.VALUE;
      values(
          oldPath.then(value),
          from.value(),
          from.values(),
          path.then(value),
          to.value(),
          to.values());
    } else if (old instanceof StructType from
        && fresh instanceof StructType to
        && Objects.equals(from.name(), to.name())) {
      fields(oldPath, from.fields(), path, to.fields());
    } else if (old instanceof UnionType from
        && fresh instanceof UnionType to
        && branches(from).keySet().equals(branches(to).keySet())) {
      Map<String, DataType> before = branches(from);
      branches(to)
          .forEach(
              (name, type) -> {
                FieldPath.Branch branch = new FieldPath.Branch(name);
                types(
                    oldPath.then(branch),
                    Objects.requireNonNull(before.get(name)),
                    path.then(branch),
                    type);
              });
    } else if (!same(old, fresh)) {
      changes.add(new Change.TypeChanged(path, old, fresh));
    }
  }

  private static boolean same(DataType old, DataType fresh) {
    if (old instanceof EnumType from && fresh instanceof EnumType to) {
      return Objects.equals(from.defaultSymbol(), to.defaultSymbol())
          && Set.copyOf(from.symbols()).equals(Set.copyOf(to.symbols()));
    }
    return old.equals(fresh);
  }

  /** A union's branches by their names, in their order. */
  static Map<String, DataType> branches(UnionType union) {
    Map<String, DataType> branches = new LinkedHashMap<>();
    union.branches().forEach(branch -> branches.put(UnionType.branchName(branch), branch));
    return branches;
  }
}
