package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Says which field of an old list, if any, a field of a new list is. */
@FunctionalInterface
interface Matching {

  /** For each new field that was there before, the old one. */
  Map<Field, Field> match(
      @Nullable FieldPath newParent,
      List<Field> fresh,
      @Nullable FieldPath oldParent,
      List<Field> old);

  /**
   * By source and name, then by the new field's aliases, as far as no other new field has that
   * name.
   */
  static Matching byName() {
    return (newParent, fresh, oldParent, old) -> {
      Map<FieldPath.Named, Field> left = new HashMap<>();
      old.forEach(field -> left.put(new FieldPath.Named(field.source(), field.name()), field));
      Map<Field, Field> matches = new HashMap<>();
      for (Field field : fresh) {
        Field same = left.remove(new FieldPath.Named(field.source(), field.name()));
        if (same != null) {
          matches.put(field, same);
        }
      }
      for (Field field : fresh) {
        for (String alias : field.aliases()) {
          if (!matches.containsKey(field)) {
            Field renamed = left.remove(new FieldPath.Named(field.source(), alias));
            if (renamed != null) {
              matches.put(field, renamed);
            }
          }
        }
      }
      return matches;
    };
  }

  /** By ordinals: the same ordinal is the same field. */
  static Matching byLayout(Layout newLayout, Layout oldLayout) {
    return (newParent, fresh, oldParent, old) -> {
      Map<Integer, Field> byOrdinal = new HashMap<>();
      for (Field field : old) {
        oldLayout
            .findOrdinal(child(oldParent, field))
            .ifPresent(ordinal -> byOrdinal.put(ordinal, field));
      }
      Map<Field, Field> matches = new HashMap<>();
      for (Field field : fresh) {
        OptionalInt ordinal = newLayout.findOrdinal(child(newParent, field));
        if (ordinal.isPresent() && byOrdinal.containsKey(ordinal.getAsInt())) {
          matches.put(field, byOrdinal.get(ordinal.getAsInt()));
        }
      }
      return matches;
    };
  }

  static FieldPath child(@Nullable FieldPath parent, Field field) {
    return parent == null ? FieldPath.of(field) : parent.then(field);
  }
}
