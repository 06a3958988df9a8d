package io.cairn.registry.core.evolution;

import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.FieldSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds fields in lists by source and name, and a reader's field by its aliases, too. */
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

  /** The same without an index. */
  static int find(List<Field> fields, int start, Field reader) {
    int found = find(fields, start, reader.source(), reader.name());
    if (found == NOT_FOUND && !reader.aliases().isEmpty()) {
      for (String alias : reader.aliases()) {
        found = find(fields, 0, reader.source(), alias);
        if (found != NOT_FOUND) {
          break;
        }
      }
    }
    return found;
  }

  /** Where the field of this source and name stands, looked for from {@code start} on. */
  static int find(List<Field> fields, int start, @Nullable FieldSource source, String name) {
    int size = fields.size();
    for (int i = start; i < size; i++) {
      if (is(fields.get(i), source, name)) {
        return i;
      }
    }
    for (int i = 0; i < Math.min(start, size); i++) {
      if (is(fields.get(i), source, name)) {
        return i;
      }
    }
    return NOT_FOUND;
  }

  static boolean is(Field field, @Nullable FieldSource source, String name) {
    return field.source() == source && field.name().equals(name);
  }
}
