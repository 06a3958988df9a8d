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
@SuppressWarnings("ReferenceEquality") // equal parts mostly are the same object; looking is cheap
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

  /** Matched by the layouts of two versions of one subject, which have all fields of theirs. */
  public static SchemaDiff byLayout(Schema old, Layout oldLayout, Schema fresh, Layout newLayout) {
    return new Differ(Matching.byLayout(oldLayout, newLayout)).diff(old, fresh);
  }

  private SchemaDiff diff(Schema old, Schema fresh) {
    if (old.kind() != fresh.kind()) {
      changes.add(new Change.KindChanged(old.kind(), fresh.kind()));
    }
    if (!old.traits().equals(fresh.traits())) {
      traits(old.traits(), fresh.traits());
    }
    fields(null, old.fields(), fresh.fields());
    changes.addAll(removals);
    return new SchemaDiff(changes);
  }

  private void traits(Map<String, String> old, Map<String, String> fresh) {
    Set<String> traits = new TreeSet<>(old.keySet());
    traits.addAll(fresh.keySet());
    for (String trait : traits) {
      String from = old.get(trait);
      String to = fresh.get(trait);
      if (!Objects.equals(from, to)) {
        changes.add(new Change.TraitChanged(trait, from, to));
      }
    }
  }

  private void fields(@Nullable Place parent, List<Field> old, List<Field> fresh) {
    Pairs pairs = matching.match(parent, old, fresh);
    for (int i = 0; i < fresh.size(); i++) {
      Field field = fresh.get(i);
      int at = pairs.old(i);
      if (at == Pairs.NONE) {
        changes.add(new Change.Added(Place.path(parent, field), field));
      } else {
        field(parent, old.get(at), field);
      }
    }
    for (int at : pairs.removed()) {
      Field field = old.get(at);
      removals.add(new Change.Removed(Place.oldPath(parent, field), field));
    }
  }

  private void field(@Nullable Place parent, Field old, Field fresh) {
    if (old == fresh && matching.goesByKeys()) {
      return;
    }
    if (!FieldSearch.is(old, fresh.source(), fresh.name())) {
      changes.add(new Change.Renamed(Place.oldPath(parent, old), Place.path(parent, fresh)));
    }
    if (hasParts(old.type())) {
      types(Place.of(parent, old, fresh), old.type(), fresh.type());
    } else if (!same(old.type(), fresh.type())) {
      changes.add(new Change.TypeChanged(Place.path(parent, fresh), old.type(), fresh.type()));
    }
    attributes(parent, old, fresh);
  }

  private void attributes(@Nullable Place parent, Field old, Field fresh) {
    if (old.nullability() != fresh.nullability()) {
      changes.add(
          new Change.NullabilityChanged(
              Place.path(parent, fresh), old.nullability(), fresh.nullability()));
    }
    if (!old.defaultValue().equals(fresh.defaultValue())) {
      changes.add(
          new Change.DefaultChanged(
              Place.path(parent, fresh), old.defaultValue(), fresh.defaultValue()));
    }
    if (!same(old.keys(), fresh.keys())) {
      changes.add(new Change.KeysChanged(Place.path(parent, fresh), old.keys(), fresh.keys()));
    }
    if (!same(old.aliases(), fresh.aliases())) {
      changes.add(
          new Change.AliasesChanged(Place.path(parent, fresh), old.aliases(), fresh.aliases()));
    }
    if (!old.doc().equals(fresh.doc())) {
      changes.add(new Change.DocChanged(Place.path(parent, fresh), old.doc(), fresh.doc()));
    }
  }

  private static boolean hasParts(DataType type) {
    return type instanceof ArrayType
        || type instanceof MapType
        || type instanceof StructType
        || type instanceof UnionType;
  }

  private void values(
      Place place, DataType old, Nullability before, DataType fresh, Nullability after) {
    types(place, old, fresh);
    if (before != after) {
      changes.add(new Change.NullabilityChanged(place.path(), before, after));
    }
  }

  private void types(Place place, DataType old, DataType fresh) {
    if (old == fresh && matching.goesByKeys()) {
      return;
    }
    if (old instanceof ArrayType from && fresh instanceof ArrayType to) {
      values(
          place.then(FieldPath.Inside.ELEMENT),
          from.element(),
          from.elements(),
          to.element(),
          to.elements());
    } else if (old instanceof MapType from && fresh instanceof MapType to) {
      types(place.then(FieldPath.Inside.KEY), from.key(), to.key());
      values(
          place.then(FieldPath.Inside.VALUE), from.value(), from.values(), to.value(), to.values());
    } else if (old instanceof StructType from
        && fresh instanceof StructType to
        && Objects.equals(from.name(), to.name())) {
      fields(place, from.fields(), to.fields());
    } else if (!(old instanceof UnionType from
        && fresh instanceof UnionType to
        && branches(place, from, to))) {
      if (!same(old, fresh)) {
        changes.add(new Change.TypeChanged(place.path(), old, fresh));
      }
    }
  }

  /** Compares branch by branch, if both have branches of the same names. */
  private boolean branches(Place place, UnionType old, UnionType fresh) {
    List<DataType> from = old.branches();
    List<DataType> to = fresh.branches();
    if (from.size() != to.size()) {
      return false;
    }
    Map<String, DataType> index = Branches.index(old);
    List<DataType> matches = new ArrayList<>(to.size());
    for (int i = 0; i < to.size(); i++) {
      DataType match = Branches.find(from, i, to.get(i), index);
      if (match == null) {
        return false;
      }
      matches.add(match);
    }
    for (int i = 0; i < to.size(); i++) {
      FieldPath.Branch branch = new FieldPath.Branch(UnionType.branchName(to.get(i)));
      types(place.then(branch), matches.get(i), to.get(i));
    }
    return true;
  }

  private static boolean same(DataType old, DataType fresh) {
    if (old instanceof EnumType from && fresh instanceof EnumType to) {
      return Objects.equals(from.defaultSymbol(), to.defaultSymbol())
          && (from.symbols().equals(to.symbols())
              || Set.copyOf(from.symbols()).equals(Set.copyOf(to.symbols())));
    }
    return old.equals(fresh);
  }

  /** Mostly both are empty. */
  private static boolean same(Set<?> old, Set<?> fresh) {
    return old == fresh || (old.isEmpty() ? fresh.isEmpty() : old.equals(fresh));
  }
}
