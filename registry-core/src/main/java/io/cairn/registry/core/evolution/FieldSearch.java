package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds fields in lists by source and name, and a reader's field by its aliases, too. */
@SuppressWarnings("ReferenceEquality") // fields of registered schemas are shared objects
final class FieldSearch {
  static final int NOT_FOUND = -1;

  private final Map<FieldPath.Named, Integer> positions = new HashMap<>();

  /** An index of the list, for when going through it again and again would cost too much. */
  FieldSearch(List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      positions.put(new FieldPath.Named(fields.get(i).source(), fields.get(i).name()), i);
    }
  }

  /** Where what the reader's field reads stands: under its name, else under its first alias. */
  int find(Field reader) {
    int found = position(reader.source(), reader.name());
    if (found == NOT_FOUND && !reader.aliases().isEmpty()) {
      for (String alias : reader.aliases()) {
        found = position(reader.source(), alias);
        if (found != NOT_FOUND) {
          break;
        }
      }
    }
    return found;
  }

  boolean has(Field field) {
    return position(field.source(), field.name()) != NOT_FOUND;
  }

  private int position(@Nullable FieldSource source, String name) {
    return positions.getOrDefault(new FieldPath.Named(source, name), NOT_FOUND);
  }

  /**
   * The same without an index: by name from {@code start} to {@code end}, then before {@code
   * start}, then by alias.
   */
  static int find(List<Field> fields, int start, int end, Field reader) {
    int found = findWithin(fields, start, end, reader);
    if (found == NOT_FOUND) {
      found = findWithin(fields, 0, start, reader);
    }
    return found == NOT_FOUND ? findByAlias(fields, reader) : found;
  }

  /** Where the field of this field's source and name stands in a part of the list. */
  static int findWithin(List<Field> fields, int from, int to, Field field) {
    for (int i = from; i < to; i++) {
      if (haveSameKey(fields.get(i), field)) {
        return i;
      }
    }
    return NOT_FOUND;
  }

  /** Where the field stands that has the first alias there is. */
  static int findByAlias(List<Field> fields, Field reader) {
    if (!reader.aliases().isEmpty()) {
      for (String alias : reader.aliases()) {
        for (int i = 0; i < fields.size(); i++) {
          if (is(fields.get(i), reader.source(), alias)) {
            return i;
          }
        }
      }
    }
    return NOT_FOUND;
  }

  static boolean is(Field field, @Nullable FieldSource source, String name) {
    return field.source() == source && field.name().equals(name);
  }

  static boolean haveSameKey(Field one, Field other) {
    return one == other || is(one, other.source(), other.name());
  }
}
