package io.cairn.registry.core.rendering;

import io.cairn.registry.core.rendering.FieldNode.FieldGroup;
import io.cairn.registry.core.rendering.FieldNode.Located;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays two schemas over each other, as a difference says. Below a type that changed as a whole it
 * says nothing; there, fields of one name are taken for one.
 */
final class SchemaTree {
  private final Map<FieldPath, FieldPath> renamed = new HashMap<>();
  private final Set<FieldPath> removed = new HashSet<>();
  private final Map<FieldPath, List<Change>> changes = new HashMap<>();

  private SchemaTree(SchemaDiff diff) {
    for (Change change : diff.changes()) {
      if (change instanceof Change.Renamed renaming) {
        renamed.put(renaming.from(), renaming.to());
        own(renaming.to(), change);
      } else if (change instanceof Change.Removed removal) {
        removed.add(removal.path());
      } else if (change instanceof Change.TypeChanged type) {
        own(type.path(), change);
      } else if (change instanceof Change.NullabilityChanged nullability) {
        own(nullability.path(), change);
      } else if (change instanceof Change.DefaultChanged value) {
        own(value.path(), change);
      } else if (change instanceof Change.KeysChanged keys) {
        own(keys.path(), change);
      } else if (change instanceof Change.AliasesChanged aliases) {
        own(aliases.path(), change);
      } else if (change instanceof Change.DocChanged doc) {
        own(doc.path(), change);
      }
    }
  }

  static FieldGroup of(Comparison comparison) {
    SchemaTree tree = new SchemaTree(comparison.diff());
    List<FieldNode> nodes =
        tree.fields(
            new Side(null, comparison.before().schema().fields()),
            new Side(null, comparison.after().schema().fields()));
    return new FieldGroup(null, nodes);
  }

  /** Every field of the group, one before those in it. */
  static List<FieldNode> flat(FieldGroup group) {
    List<FieldNode> all = new ArrayList<>();
    flatten(group, all);
    return all;
  }

  private static void flatten(FieldGroup group, List<FieldNode> all) {
    for (FieldNode node : group.nodes()) {
      all.add(node);
      node.inside().forEach(inner -> flatten(inner, all));
    }
  }

  /** The fields in one place on one side; no fields if that side has no such place. */
  private record Side(@Nullable FieldPath parent, List<Field> fields) {
    static final Side NONE = new Side(null, List.of());

    Located locate(Field field) {
      return new Located(parent == null ? FieldPath.of(field) : parent.then(field), field);
    }
  }

  private void own(FieldPath path, Change change) {
    List<FieldPath.Step> steps = path.steps();
    int length = steps.size();
    while (!(steps.get(length - 1) instanceof FieldPath.Named)) {
      length--;
    }
    FieldPath owner = length == steps.size() ? path : new FieldPath(steps.subList(0, length));
    changes.computeIfAbsent(owner, field -> new ArrayList<>()).add(change);
  }

  private List<FieldNode> fields(Side old, Side fresh) {
    Map<FieldPath, Located> byPath = new LinkedHashMap<>();
    for (Field field : fresh.fields) {
      Located located = fresh.locate(field);
      byPath.put(located.path(), located);
    }
    Map<FieldPath, Located> matched = new HashMap<>();
    List<FieldNode> first = new ArrayList<>();
    Map<FieldPath, List<FieldNode>> following = new HashMap<>();
    List<FieldNode> gone = first;
    for (Field field : old.fields) {
      Located before = old.locate(field);
      FieldPath path = newPath(before, fresh);
      if (removed.contains(before.path()) || !byPath.containsKey(path)) {
        gone.add(node(before, null));
      } else {
        matched.put(path, before);
        gone = following.computeIfAbsent(path, any -> new ArrayList<>());
      }
    }
    List<FieldNode> nodes = new ArrayList<>(first);
    byPath.forEach(
        (path, after) -> {
          nodes.add(node(matched.get(path), after));
          nodes.addAll(following.getOrDefault(path, List.of()));
        });
    return nodes;
  }

  private FieldPath newPath(Located before, Side fresh) {
    FieldPath to = renamed.get(before.path());
    return to == null ? fresh.locate(before.field()).path() : to;
  }

  private FieldNode node(@Nullable Located before, @Nullable Located after) {
    List<FieldGroup> inside = new ArrayList<>();
    inside(
        before == null ? null : before.path(),
        before == null ? null : before.field().type(),
        after == null ? null : after.path(),
        after == null ? null : after.field().type(),
        inside);
    List<Change> own =
        before == null || after == null ? List.of() : changes.getOrDefault(after.path(), List.of());
    return new FieldNode(before, after, own, inside);
  }

  private void inside(
      @Nullable FieldPath oldPath,
      @Nullable DataType old,
      @Nullable FieldPath path,
      @Nullable DataType fresh,
      List<FieldGroup> groups) {
    Map<FieldPath.Step, DataType> before = old == null ? Map.of() : parts(old);
    Map<FieldPath.Step, DataType> after = fresh == null ? Map.of() : parts(fresh);
    Side oldSide =
        old instanceof StructType struct ? new Side(oldPath, struct.fields()) : Side.NONE;
    Side newSide = fresh instanceof StructType struct ? new Side(path, struct.fields()) : Side.NONE;
    List<FieldNode> nodes = fields(oldSide, newSide);
    if (!nodes.isEmpty()) {
      groups.add(new FieldGroup(path == null ? oldPath : path, nodes));
    }
    Map<FieldPath.Step, DataType> all = new LinkedHashMap<>(after);
    before.forEach(all::putIfAbsent);
    for (FieldPath.Step step : all.keySet()) {
      DataType was = before.get(step);
      DataType is = after.get(step);
      inside(
          was == null || oldPath == null ? null : oldPath.then(step),
          was,
          is == null || path == null ? null : path.then(step),
          is,
          groups);
    }
  }

  private static Map<FieldPath.Step, DataType> parts(DataType type) {
    Map<FieldPath.Step, DataType> parts = new LinkedHashMap<>();
    if (type instanceof ArrayType array) {
      parts.put(FieldPath.Inside.ELEMENT, array.element());
    } else if (type instanceof MapType map) {
      parts.put(FieldPath.Inside.VALUE, map.value());
    } else if (type instanceof UnionType union) {
      for (DataType branch : union.branches()) {
        parts.put(new FieldPath.Branch(UnionType.branchName(branch)), branch);
      }
    }
    return parts;
  }
}
