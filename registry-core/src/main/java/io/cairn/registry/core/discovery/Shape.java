package io.cairn.registry.core.discovery;

import com.google.common.collect.Sets;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DecimalType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldPath.Inside;
import io.cairn.registry.schema.FieldPath.Named;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.StructType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kinds of values were seen at one place, and inside them. Not thread-safe. */
final class Shape {
  private static final Set<ValueKind> NUMBERS =
      Sets.immutableEnumSet(
          ValueKind.INT, ValueKind.BIGINT, ValueKind.DECIMAL, ValueKind.DOUBLE, ValueKind.BEYOND);

  private final Map<String, Shape> children = new LinkedHashMap<>();
  private final EnumSet<ValueKind> kinds = EnumSet.noneOf(ValueKind.class);
  private @Nullable Shape element;
  private boolean nullSeen;
  private boolean cells;
  private int digits;
  private long objects;
  private long present;
  private long lastObject;

  void add(ValueKind kind) {
    if (kind == ValueKind.NULL) {
      nullSeen = true;
    } else {
      kinds.add(kind);
    }
  }

  /** A cell that is characters, whatever it may be read as. */
  void addCell(ValueKind kind) {
    cells = true;
    add(kind);
  }

  /** An integer of more than 64 bits. */
  void addDigits(int count) {
    digits = Math.max(digits, count);
  }

  void beginObject() {
    add(ValueKind.STRUCT);
    objects++;
  }

  Shape beginArray() {
    add(ValueKind.ARRAY);
    if (element == null) {
      element = new Shape();
    }
    return element;
  }

  @Nullable Shape findChild(String name) {
    Shape child = children.get(name);
    if (child != null && child.lastObject != objects) {
      child.lastObject = objects;
      child.present++;
    }
    return child;
  }

  /** A new field, present in the object that was begun last, if there is one. */
  Shape addChild(String name) {
    Shape child = new Shape();
    child.lastObject = objects;
    child.present = Math.min(1, objects);
    children.put(name, child);
    return child;
  }

  boolean hasField(String name) {
    return children.containsKey(name);
  }

  boolean hasFields() {
    return !children.isEmpty();
  }

  /** The fields of the objects seen, in order of appearance. */
  List<Field> fields(@Nullable FieldPath at, Set<FieldPath> mixed) {
    List<Field> fields = new ArrayList<>(children.size());
    children.forEach(
        (name, child) -> {
          FieldPath path = at == null ? FieldPath.of(name) : at.then(new Named(null, name));
          fields.add(
              Field.builder(name, child.type(path, mixed))
                  .nullability(nullability(child.mayBeNull(objects)))
                  .build());
        });
    return fields;
  }

  private boolean mayBeNull(long expected) {
    return nullSeen || present < expected || kinds.isEmpty();
  }

  private static Nullability nullability(boolean mayBeNull) {
    return mayBeNull ? Nullability.NULLABLE : Nullability.REQUIRED;
  }

  private DataType type(FieldPath path, Set<FieldPath> mixed) {
    if (kinds.isEmpty()) {
      return ScalarType.TEXT;
    }
    if (isOnly(ValueKind.STRUCT)) {
      return new StructType(null, fields(path, mixed));
    }
    if (isOnly(ValueKind.ARRAY) && element != null) {
      DataType inside =
          element.kinds.isEmpty()
              ? ScalarType.JSON
              : element.type(path.then(Inside.ELEMENT), mixed);
      return new ArrayType(inside, nullability(element.nullSeen));
    }
    if (kinds.contains(ValueKind.STRUCT) || kinds.contains(ValueKind.ARRAY)) {
      return ScalarType.JSON;
    }
    return NUMBERS.containsAll(kinds) ? number() : scalar(path, mixed);
  }

  private boolean isOnly(ValueKind kind) {
    return kinds.size() == 1 && kinds.contains(kind);
  }

  private DataType number() {
    if (kinds.contains(ValueKind.BEYOND)) {
      return ScalarType.JSON;
    }
    if (kinds.contains(ValueKind.DOUBLE)) {
      return ScalarType.DOUBLE;
    }
    if (kinds.contains(ValueKind.DECIMAL)) {
      return new DecimalType(digits, 0);
    }
    return isOnly(ValueKind.INT) ? ScalarType.INT : ScalarType.BIGINT;
  }

  private ScalarType scalar(FieldPath path, Set<FieldPath> mixed) {
    if (kinds.size() == 1) {
      return alone(kinds.iterator().next());
    }
    boolean onlyText = kinds.stream().noneMatch(k -> k == ValueKind.BOOLEAN || NUMBERS.contains(k));
    if (!cells && !onlyText) {
      mixed.add(path);
    }
    return ScalarType.TEXT;
  }

  private static ScalarType alone(ValueKind kind) {
    return switch (kind) {
      case BOOLEAN -> ScalarType.BOOLEAN;
      case DATE -> ScalarType.DATE;
      case TIME -> ScalarType.TIME;
      case TIMESTAMP -> ScalarType.TIMESTAMP;
      case DATETIME -> ScalarType.DATETIME;
      case UUID -> ScalarType.UUID;
      case TEXT -> ScalarType.TEXT;
      case NULL, INT, BIGINT, DECIMAL, DOUBLE, BEYOND, STRUCT, ARRAY ->
          throw new AssertionError(kind);
    };
  }
}
