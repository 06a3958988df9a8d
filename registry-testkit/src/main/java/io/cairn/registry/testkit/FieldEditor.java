package io.cairn.registry.testkit;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.testkit.SchemaEditor.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Applies edits to the fields of a schema or a structure. */
final class FieldEditor {
  private FieldEditor() {}

  /** The fields after the edit, or empty if there is nothing it could be done to. */
  static Optional<List<Field>> apply(Step step, List<Field> fields) {
    return switch (step.edit()) {
      case ADD_FIELD -> Optional.of(added(step, fields));
      case REMOVE_FIELD -> removed(step, fields);
      case REORDER_FIELDS -> Optional.of(shuffled(step, fields));
      case RENAME_FIELD -> eachInTurn(step, fields, field -> Optional.of(renamed(field)));
      case CHANGE_NULLABILITY -> eachInTurn(step, fields, field -> Optional.of(toggled(field)));
      case CHANGE_DEFAULT -> eachInTurn(step, fields, FieldEditor::otherDefault);
      case CHANGE_KEYS -> eachInTurn(step, fields, field -> Optional.of(otherKeys(field)));
      case ADD_ALIAS ->
          eachInTurn(step, fields, field -> Optional.of(field.toBuilder().alias("former").build()));
      case CHANGE_DOC ->
          eachInTurn(
              step, fields, field -> Optional.of(field.toBuilder().doc(field.doc() + "!").build()));
      case WIDEN_TYPE,
          NARROW_TYPE,
          REPLACE_TYPE,
          ADD_SYMBOL,
          REMOVE_SYMBOL,
          ADD_BRANCH,
          REMOVE_BRANCH,
          CHANGE_NESTED ->
          eachInTurn(
              step,
              fields,
              field -> TypeEditor.apply(step, field.type()).map(type -> retyped(field, type)));
      case CHANGE_TRAIT -> Optional.empty();
    };
  }

  private static List<Field> added(Step step, List<Field> fields) {
    List<Field> result = new ArrayList<>(fields);
    result.add(step.material());
    List<Field> distinct = new ArrayList<>(FieldArbitraries.distinct(result));
    if (distinct.size() > fields.size()) {
      Field fresh = distinct.remove(distinct.size() - 1);
      distinct.add(step.of(distinct.size() + 1), fresh);
    }
    return distinct;
  }

  private static Optional<List<Field>> removed(Step step, List<Field> fields) {
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    List<Field> result = new ArrayList<>(fields);
    result.remove(step.of(fields.size()));
    return Optional.of(result);
  }

  private static List<Field> shuffled(Step step, List<Field> fields) {
    List<Field> result = new ArrayList<>(fields);
    Collections.shuffle(result, new Random(step.choice()));
    return result;
  }

  /** Edits the chosen field, or the next one that can be, as long as all keys stay distinct. */
  private static Optional<List<Field>> eachInTurn(
      Step step, List<Field> fields, Function<Field, Optional<Field>> edit) {
    for (int i = 0; i < fields.size(); i++) {
      int index = (step.of(fields.size()) + i) % fields.size();
      Optional<Field> edited = edit.apply(fields.get(index));
      if (edited.isPresent() && !edited.get().equals(fields.get(index))) {
        List<Field> result = new ArrayList<>(fields);
        result.set(index, edited.get());
        if (FieldArbitraries.distinct(result).equals(result)) {
          return Optional.of(result);
        }
      }
    }
    return Optional.empty();
  }

  private static Field renamed(Field field) {
    Set<String> aliases = new HashSet<>(field.aliases());
    aliases.add(field.name());
    String name = field.name() + "2";
    aliases.remove(name);
    return new Field(
        field.source(),
        name,
        field.type(),
        field.nullability(),
        field.keys(),
        field.defaultValue(),
        aliases,
        field.doc());
  }

  private static Field toggled(Field field) {
    Nullability other = field.isNullable() ? Nullability.REQUIRED : Nullability.NULLABLE;
    return with(field, field.type(), other, field.keys(), field.defaultValue());
  }

  private static Optional<Field> otherDefault(Field field) {
    DefaultValue value =
        field.defaultValue() == DefaultValue.NONE
            ? DefaultForm.LITERAL.of(field.type(), field.nullability())
            : DefaultValue.NONE;
    return Optional.of(with(field, field.type(), field.nullability(), field.keys(), value));
  }

  private static Field otherKeys(Field field) {
    Set<FieldKey> keys = EnumSet.noneOf(FieldKey.class);
    keys.addAll(field.keys());
    if (!keys.remove(FieldKey.PRIMARY)) {
      keys.add(FieldKey.PRIMARY);
    }
    return with(field, field.type(), field.nullability(), keys, field.defaultValue());
  }

  private static Field retyped(Field field, DataType type) {
    return with(field, type, field.nullability(), field.keys(), field.defaultValue());
  }

  private static Field with(
      Field field,
      DataType type,
      Nullability nullability,
      Set<FieldKey> keys,
      DefaultValue defaultValue) {
    return new Field(
        field.source(),
        field.name(),
        type,
        nullability,
        keys,
        DefaultForm.ifFits(defaultValue, type, nullability),
        field.aliases(),
        field.doc());
  }
}
