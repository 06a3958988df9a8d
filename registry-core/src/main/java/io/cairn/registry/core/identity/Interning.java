package io.cairn.registry.core.identity;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import io.cairn.registry.schema.ArrayType;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.MapType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.StructType;
import io.cairn.registry.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal names, types, fields and entries of layouts one object as long as anybody uses them,
 * so that comparing can start by identity. Holds everything weakly. Thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // whether it is the shared object is the question
final class Interning {
  private final Interner<String> names = Interners.newWeakInterner();
  private final Interner<DataType> types = Interners.newWeakInterner();
  private final Interner<Field> fields = Interners.newWeakInterner();
  private final Interner<Map.Entry<FieldPath, Integer>> ordinals = Interners.newWeakInterner();

  /** An equal schema whose fields, nested ones too, are shared. */
  Schema intern(Schema schema) {
    List<Field> shared = each(schema.fields(), this::intern);
    return shared == schema.fields() ? schema : new Schema(schema.kind(), shared, schema.traits());
  }

  /** The one field equal to this. */
  Field intern(Field field) {
    String name = intern(field.name());
    DataType type = intern(field.type());
    if (name == field.name() && type == field.type()) {
      return fields.intern(field);
    }
    return fields.intern(
        new Field(
            field.source(),
            name,
            type,
            field.nullability(),
            field.keys(),
            field.defaultValue(),
            field.aliases(),
            field.doc()));
  }

  /** The one string equal to this. */
  String intern(String name) {
    return names.intern(name);
  }

  /** The one entry of a layout equal to this, which must be immutable. */
  Map.Entry<FieldPath, Integer> intern(Map.Entry<FieldPath, Integer> ordinal) {
    return ordinals.intern(ordinal);
  }

  private DataType intern(DataType type) {
    return switch (type.tag()) {
      case BOOLEAN,
          SMALLINT,
          INT,
          BIGINT,
          FLOAT,
          DOUBLE,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          DATETIME,
          UUID,
          JSON ->
          type;
      case EMBEDDING, DECIMAL, ENUM, REFERENCE -> types.intern(type);
      case ARRAY -> types.intern(array((ArrayType) type));
      case MAP -> types.intern(map((MapType) type));
      case STRUCT -> types.intern(struct((StructType) type));
      case UNION -> types.intern(union((UnionType) type));
    };
  }

  private ArrayType array(ArrayType type) {
    DataType element = intern(type.element());
    return element == type.element() ? type : new ArrayType(element, type.elements());
  }

  private MapType map(MapType type) {
    DataType key = intern(type.key());
    DataType value = intern(type.value());
    return key == type.key() && value == type.value()
        ? type
        : new MapType(key, value, type.values());
  }

  private StructType struct(StructType type) {
    @Nullable String name = type.name() == null ? null : intern(type.name());
    List<Field> shared = each(type.fields(), this::intern);
    return name == type.name() && shared == type.fields() ? type : new StructType(name, shared);
  }

  private UnionType union(UnionType type) {
    List<DataType> branches = each(type.branches(), this::intern);
    return branches == type.branches() ? type : new UnionType(branches);
  }

  /** The very list if every element is its own shared object already. */
  private static <T> List<T> each(List<T> values, UnaryOperator<T> intern) {
    List<T> shared = new ArrayList<>(values.size());
    boolean same = true;
    for (T value : values) {
      T one = intern.apply(value);
      same &= one == value;
      shared.add(one);
    }
    return same ? values : shared;
  }
}
