package io.cairn.registry.core.discovery;

import io.cairn.registry.core.cardinality.ValueHasher;
import io.cairn.registry.discovery.FieldProfile;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EmbeddingType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldPath.Inside;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** One place in a schema, with what was seen there. Not thread-safe. */
final class ProfileNode {
  private final @Nullable FieldPath path;
  private final DataType type;
  private final Slot slot;
  private final boolean nullable;
  private final boolean optional;
  private final LongFunction<String> shown;
  private final @Nullable ValueSummary summary;
  private final List<ProfileNode> children = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, ProfileNode> byName = new HashMap<>();
  private final @Nullable ProfileNode element;
  private boolean takesAnyScalar;
  private int required;
  private int guess;
  private int index;
  private long objects;
  private long lastObject;
  private long present;
  private long values;
  private long nulls;

  private ProfileNode(
      @Nullable FieldPath path,
      DataType type,
      Nullability nullability,
      Nullability absence,
      ValueHasher hasher) {
    this.path = path;
    this.type = type;
    slot = Slot.of(type);
    nullable = nullability == Nullability.NULLABLE;
    optional = absence == Nullability.NULLABLE;
    shown = LongText.of(type);
    boolean container = slot == Slot.STRUCT || slot == Slot.ARRAY || slot == Slot.MAP;
    summary = container ? null : new ValueSummary(hasher);
    element = element(hasher);
    if (type instanceof StructType struct) {
      addFields(struct.fields(), hasher);
    }
  }

  /** The node of whole records. */
  static ProfileNode root(List<Field> fields, ValueHasher hasher) {
    return new ProfileNode(
        null, new StructType(null, fields), Nullability.REQUIRED, Nullability.REQUIRED, hasher);
  }

  private @Nullable ProfileNode element(ValueHasher hasher) {
    if (path == null) {
      return null;
    }
    if (type instanceof ArrayType array) {
      return inside(path.then(Inside.ELEMENT), array.element(), array.elements(), hasher);
    }
    if (type instanceof EmbeddingType) {
      return inside(path.then(Inside.ELEMENT), ScalarType.FLOAT, Nullability.REQUIRED, hasher);
    }
    if (type instanceof MapType map) {
      return inside(path.then(Inside.VALUE), map.value(), map.values(), hasher);
    }
    return null;
  }

  private static ProfileNode inside(
      FieldPath path, DataType type, Nullability nullability, ValueHasher hasher) {
    return new ProfileNode(path, type, nullability, nullability, hasher);
  }

  private void addFields(List<Field> fields, ValueHasher hasher) {
    for (Field field : fields) {
      FieldPath at = path == null ? FieldPath.of(field) : path.then(field);
      Nullability absence = field.isOptional() ? Nullability.NULLABLE : Nullability.REQUIRED;
      ProfileNode child = new ProfileNode(at, field.type(), field.nullability(), absence, hasher);
      child.index = children.size();
      children.add(child);
      names.add(field.name());
      byName.putIfAbsent(field.name(), child);
      required += child.optional ? 0 : 1;
    }
    for (int i = 0; i < fields.size(); i++) {
      ProfileNode child = children.get(i);
      fields.get(i).aliases().forEach(alias -> byName.putIfAbsent(alias, child));
    }
  }

  FieldPath path() {
    if (path == null) {
      throw new AssertionError("a record has no path");
    }
    return path;
  }

  /** Where a field of this name would be. */
  FieldPath pathOf(String name) {
    return path == null ? FieldPath.of(name) : path.then(new FieldPath.Named(null, name));
  }

  DataType type() {
    return type;
  }

  Slot slot() {
    return slot;
  }

  boolean isNullable() {
    return nullable;
  }

  /** Whether numbers and booleans are welcome as text. */
  boolean takesAnyScalar() {
    return takesAnyScalar;
  }

  void takeAnyScalar(Set<FieldPath> paths) {
    takesAnyScalar = path != null && paths.contains(path);
    children.forEach(child -> child.takeAnyScalar(paths));
    if (element != null) {
      element.takeAnyScalar(paths);
    }
  }

  ProfileNode element() {
    if (element == null) {
      throw new AssertionError(type + " has nothing inside");
    }
    return element;
  }

  ValueSummary summary() {
    if (summary == null) {
      throw new AssertionError(type + " holds no single values");
    }
    return summary;
  }

  LongFunction<String> shown() {
    return shown;
  }

  void countValue() {
    values++;
  }

  void countNull() {
    nulls++;
  }

  void beginObject() {
    objects++;
    guess = 0;
  }

  /** The field of this name or alias: most often the one behind the last. */
  @Nullable ProfileNode findChild(String name) {
    if (guess < names.size() && names.get(guess).equals(name)) {
      return children.get(guess++);
    }
    @Nullable ProfileNode found = byName.get(name);
    if (found != null) {
      guess = found.index + 1;
    }
    return found;
  }

  /** Notes that this field is in the object that its parent is at; false if it is there twice. */
  boolean arrive(ProfileNode parent) {
    if (lastObject == parent.objects) {
      return false;
    }
    lastObject = parent.objects;
    present++;
    return true;
  }

  boolean isRequired() {
    return !optional;
  }

  int requiredFields() {
    return required;
  }

  /** The required fields that the current object does not have. */
  List<ProfileNode> missing() {
    return children.stream().filter(c -> !c.optional && c.lastObject != objects).toList();
  }

  /** Adds the profiles of all single values here and inside. */
  void profile(@Nullable ProfileNode parent, List<FieldProfile> profiles) {
    if (summary != null && path != null) {
      long absent = parent == null ? 0 : parent.objects - present;
      profiles.add(
          new FieldProfile(
              path,
              type,
              values,
              nulls + absent,
              summary.range(shown),
              summary.cardinality().atMost(values),
              summary.examples()));
    }
    children.forEach(child -> child.profile(this, profiles));
    if (element != null) {
      element.profile(null, profiles);
    }
  }
}
