package io.cairn.registry.core.statements;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a schema while a statement changes them. */
final class ColumnList {
  private static final int NONE = -1;

  private final List<Field> fields;

  ColumnList(List<Field> fields) {
    this.fields = new ArrayList<>(fields);
  }

  List<Field> fields() {
    return fields;
  }

  void add(Field field) {
    fields.add(field);
  }

  void drop(String name) {
    fields.remove(require(name));
  }

  void dropIfExists(String name) {
    int index = find(name);
    if (index != NONE) {
      fields.remove(index);
    }
  }

  /** The former name becomes an alias, so that data under it is still read. */
  void rename(String name, String next) {
    int index = require(name);
    Field field = fields.get(index);
    Set<String> aliases = new HashSet<>(field.aliases());
    aliases.add(name);
    aliases.remove(next);
    fields.set(
        index,
        new Field(
            field.source(),
            next,
            field.type(),
            field.nullability(),
            field.keys(),
            field.defaultValue(),
            aliases,
            field.doc()));
  }

  void setDefault(String name, DefaultValue value) {
    int index = require(name);
    fields.set(index, fields.get(index).toBuilder().defaultValue(value).build());
  }

  private int require(String name) {
    int index = find(name);
    if (index == NONE) {
      throw new NotFoundException(
          "There is no column \""
              + InvalidInputException.abbreviate(name)
              + "\"; DESCRIBE shows which there are.");
    }
    return index;
  }

  private int find(String name) {
    int found = NONE;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        if (found != NONE) {
          throw new InvalidInputException(
              "There are several columns \""
                  + InvalidInputException.abbreviate(name)
                  + "\", of several sources; register the changed schema instead.");
        }
        found = i;
      }
    }
    return found;
  }
}
