package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a new version: a field that the head has under the same name, or under one of the
 * field's aliases, keeps its ordinal, and so do the fields in it; every other field gets the next
 * one.
 */
public final class Ordinals {
  private final Map<FieldPath, Integer> assigned = new HashMap<>();
  private final @Nullable Layout head;
  private int last;
  private boolean renamed;

  private Ordinals(@Nullable Layout head, int last) {
    this.head = head;
    this.last = last;
  }

  /**
   * The outcome.
   *
   * @param layout the new version's layout
   * @param last the highest ordinal issued in the subject now
   */
  public record Assigned(Layout layout, int last) {}

  /**
   * Assigns ordinals to every field of {@code proposed}, nested ones too. Where that comes to the
   * head's layout, it is that object.
   *
   * @param head the version whose fields keep their ordinals; null for none
   * @param last the highest ordinal ever issued in the subject
   */
  public static Assigned assign(Schema proposed, @Nullable SchemaVersion head, int last) {
    Ordinals ordinals = new Ordinals(head == null ? null : head.layout(), last);
    ordinals.fields(
        null, proposed.fields(), null, head == null ? List.of() : head.schema().fields());
    return new Assigned(ordinals.layout(last), ordinals.last);
  }

  private Layout layout(int lastBefore) {
    return head != null
            && !renamed
            && last == lastBefore
            && assigned.size() == head.ordinals().size()
        ? head
        : OrdinalEntries.layout(entries());
  }

  /** Where the head has the same entry it is that one. */
  private List<Map.Entry<FieldPath, Integer>> entries() {
    List<Map.Entry<FieldPath, Integer>> entries = new ArrayList<>(assigned.size());
    if (head != null) {
      for (Map.Entry<FieldPath, Integer> entry : head.ordinals().entrySet()) {
        if (assigned.remove(entry.getKey(), entry.getValue())) {
          entries.add(entry);
        }
      }
    }
    assigned.forEach((path, ordinal) -> entries.add(Map.entry(path, ordinal)));
    return entries;
  }

  private void fields(
      @Nullable FieldPath newParent,
      List<Field> fresh,
      @Nullable FieldPath oldParent,
      List<Field> old) {
    Pairs pairs = Pairs.byName(old, fresh);
    for (int i = 0; i < fresh.size(); i++) {
      Field field = fresh.get(i);
      FieldPath path = Matching.child(newParent, field);
      Field before = pairs.old(i) == Pairs.NONE ? null : old.get(pairs.old(i));
      FieldPath oldPath = before == null ? null : Matching.child(oldParent, before);
      renamed |= before != null && !FieldSearch.is(before, field.source(), field.name());
      assigned.put(path, ordinal(oldPath));
      inside(path, field.type(), oldPath, before == null ? null : before.type());
    }
  }

  private int ordinal(@Nullable FieldPath oldPath) {
    Integer kept = head == null || oldPath == null ? null : head.ordinals().get(oldPath);
    return kept == null ? ++last : kept;
  }

  private void inside(
      FieldPath path, DataType type, @Nullable FieldPath oldPath, @Nullable DataType old) {
    switch (type.tag()) {
      case STRUCT -> {
        List<Field> before = old instanceof StructType struct ? struct.fields() : List.of();
        fields(path, ((StructType) type).fields(), oldPath, before);
      }
      case ARRAY -> {
        DataType before = old instanceof ArrayType array ? array.element() : null;
        step(FieldPath.Inside.ELEMENT, path, ((ArrayType) type).element(), oldPath, before);
      }
      case MAP -> {
        DataType before = old instanceof MapType map ? map.value() : null;
        step(FieldPath.Inside.VALUE, path, ((MapType) type).value(), oldPath, before);
      }
      case UNION -> branches(path, (UnionType) type, oldPath, old);
      case BOOLEAN,
          SMALLINT,
          INT,
          BIGINT,
          FLOAT,
          DOUBLE,
          DECIMAL,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          DATETIME,
          UUID,
          JSON,
          EMBEDDING,
          ENUM,
          REFERENCE -> {}
    }
  }

  private void branches(
      FieldPath path, UnionType type, @Nullable FieldPath oldPath, @Nullable DataType old) {
    UnionType before = old instanceof UnionType union ? union : null;
    Map<String, DataType> index = before == null ? null : Branches.index(before);
    for (int i = 0; i < type.branches().size(); i++) {
      DataType branch = type.branches().get(i);
      step(
          new FieldPath.Branch(UnionType.branchName(branch)),
          path,
          branch,
          oldPath,
          before == null ? null : Branches.find(before.branches(), i, branch, index));
    }
  }

  private void step(
      FieldPath.Step step,
      FieldPath path,
      DataType type,
      @Nullable FieldPath oldPath,
      @Nullable DataType old) {
    inside(path.then(step), type, oldPath == null || old == null ? null : oldPath.then(step), old);
  }
}
