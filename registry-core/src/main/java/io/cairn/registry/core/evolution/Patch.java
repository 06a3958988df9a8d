package io.cairn.registry.core.evolution;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies a difference to a schema, once. It goes through the old schema with the old and the new
 * path of everything in it, and takes each change where it comes to its place; one that is left
 * does not fit.
 */
final class Patch {
  private final PendingChanges changes;

  Patch(SchemaDiff diff) {
    changes = new PendingChanges(diff);
  }

  Schema apply(Schema schema) {
    Schema.Builder builder = schema.toBuilder().kind(kind(schema));
    for (Change.TraitChanged change : changes.takeTraits()) {
      String place = "trait " + change.trait();
      String old = schema.traits().get(change.trait());
      require(Objects.equals(change.from(), old), place, change.from(), old);
      builder.trait(change.trait(), change.to());
    }
    Schema traits = build("its traits", builder::build);
    List<Field> fields = fields(null, schema.fields(), null);
    changes.requireNone();
    return build("its fields", () -> new Schema(traits.kind(), fields, traits.traits()));
  }

  private SchemaKind kind(Schema schema) {
    Optional<Change.KindChanged> change = changes.takeKind();
    change.ifPresent(
        kind -> require(kind.from() == schema.kind(), "kind", kind.from(), schema.kind()));
    return change.map(Change.KindChanged::to).orElse(schema.kind());
  }

  private List<Field> fields(
      @Nullable FieldPath oldParent, List<Field> old, @Nullable FieldPath newParent) {
    List<Field> fields = new ArrayList<>();
    Set<FieldPath> taken = new HashSet<>();
    for (Field field : old) {
      FieldPath oldPath = Matching.child(oldParent, field);
      Optional<Change.Removed> gone = changes.take(Change.Removed.class, oldPath);
      if (gone.isPresent()) {
        Field expected = gone.get().field();
        require(Content.same(expected, field), oldPath, expected, field);
      } else {
        FieldPath path = newPath(oldPath, newParent, field);
        requireFree(taken, path);
        fields.add(field(oldPath, field, path));
      }
    }
    for (Change.Added added :
        newParent == null ? changes.takeAddedAtTop() : changes.takeAdded(newParent.steps())) {
      FieldPath expected = Matching.child(newParent, added.field());
      require(added.path().equals(expected), added.path(), expected, added.path());
      requireFree(taken, expected);
      fields.add(added.field());
    }
    return fields;
  }

  private static void requireFree(Set<FieldPath> taken, FieldPath path) {
    if (!taken.add(path)) {
      throw PendingChanges.misfit(path, "two fields would be called so");
    }
  }

  private FieldPath newPath(FieldPath oldPath, @Nullable FieldPath newParent, Field field) {
    FieldPath unchanged = Matching.child(newParent, field);
    Optional<Change.Renamed> renamed = changes.take(Change.Renamed.class, oldPath);
    if (renamed.isEmpty()) {
      return unchanged;
    }
    FieldPath to = renamed.get().to();
    if (!PendingChanges.parent(to).equals(PendingChanges.parent(unchanged))) {
      throw PendingChanges.misfit(oldPath, "it would move to " + shown(to));
    }
    return to;
  }

  private Field field(FieldPath oldPath, Field old, FieldPath path) {
    if (!(path.steps().get(path.steps().size() - 1) instanceof FieldPath.Named key)) {
      throw PendingChanges.misfit(oldPath, shown(path) + " is not the path of a field");
    }
    DataType type = type(oldPath, old.type(), path);
    Nullability nullability = nullability(path, old.nullability());
    Set<FieldKey> keys =
        changed(
            Change.KeysChanged.class,
            path,
            old.keys(),
            Change.KeysChanged::from,
            Change.KeysChanged::to);
    DefaultValue defaultValue =
        changed(
            Change.DefaultChanged.class,
            path,
            old.defaultValue(),
            Change.DefaultChanged::from,
            Change.DefaultChanged::to);
    Set<String> aliases =
        changed(
            Change.AliasesChanged.class,
            path,
            old.aliases(),
            Change.AliasesChanged::from,
            Change.AliasesChanged::to);
    String doc =
        changed(
            Change.DocChanged.class,
            path,
            old.doc(),
            Change.DocChanged::from,
            Change.DocChanged::to);
    return build(
        path,
        () ->
            new Field(
                key.source(), key.name(), type, nullability, keys, defaultValue, aliases, doc));
  }

  private Nullability nullability(FieldPath path, Nullability old) {
    return changed(
        Change.NullabilityChanged.class,
        path,
        old,
        Change.NullabilityChanged::from,
        Change.NullabilityChanged::to);
  }

  private DataType type(FieldPath oldPath, DataType old, FieldPath path) {
    Optional<Change.TypeChanged> change = changes.take(Change.TypeChanged.class, path);
    if (change.isPresent()) {
      DataType expected = change.get().from();
      require(Content.same(expected, old), path, expected, old);
      return change.get().to();
    }
    if (old instanceof ArrayType array) {
      FieldPath.Inside element = FieldPath.Inside.ELEMENT;
      return new ArrayType(
          type(oldPath.then(element), array.element(), path.then(element)),
          nullability(path.then(element), array.elements()));
    } else if (old instanceof MapType map) {
      return map(oldPath, map, path);
    } else if (old instanceof StructType struct) {
      List<Field> fields = fields(oldPath, struct.fields(), path);
      return build(path, () -> new StructType(struct.name(), fields));
    } else if (old instanceof UnionType union) {
      List<DataType> branches = new ArrayList<>();
      for (DataType branch : union.branches()) {
        FieldPath.Branch step = new FieldPath.Branch(UnionType.branchName(branch));
        branches.add(type(oldPath.then(step), branch, path.then(step)));
      }
      return build(path, () -> new UnionType(branches));
    }
    return old;
  }

  private MapType map(FieldPath oldPath, MapType map, FieldPath path) {
    FieldPath.Inside key = FieldPath.Inside.KEY;
    FieldPath.Inside value = FieldPath.Inside.VALUE;
    DataType keys = type(oldPath.then(key), map.key(), path.then(key));
    DataType values = type(oldPath.then(value), map.value(), path.then(value));
    Nullability nullability = nullability(path.then(value), map.values());
    return build(path, () -> new MapType(keys, values, nullability));
  }

  private <C extends Change, V> V changed(
      Class<C> kind, FieldPath path, V old, Function<C, V> from, Function<C, V> to) {
    Optional<C> change = changes.take(kind, path);
    if (change.isEmpty()) {
      return old;
    }
    V expected = from.apply(change.get());
    require(expected.equals(old), path, expected, old);
    return to.apply(change.get());
  }

  private static void require(
      boolean same, Object place, @Nullable Object expected, @Nullable Object actual) {
    if (!same) {
      throw PendingChanges.misfit(
          place, "it expects " + shown(expected) + " and finds " + shown(actual));
    }
  }

  private static <T> T build(Object place, Supplier<T> builder) {
    try {
      return builder.get();
    } catch (InvalidInputException invalid) {
      throw PendingChanges.misfit(place, invalid);
    }
  }

  private static String shown(@Nullable Object part) {
    return part == null ? "nothing" : InvalidInputException.abbreviate(part.toString());
  }
}
