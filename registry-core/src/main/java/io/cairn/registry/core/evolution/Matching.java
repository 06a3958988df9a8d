package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Says which field of an old list, if any, a field of a new list is. */
@FunctionalInterface
interface Matching {

  /**
   * For each new field that was there before, the old one. The map knows its fields by identity:
   * what is in them, however much, does not count.
   */
  IdentityHashMap<Field, Field> match(
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
      IdentityHashMap<Field, Field> matches = new IdentityHashMap<>();
      for (Field field : fresh) {
        Field same = left.remove(new FieldPath.Named(field.source(), field.name()));
        if (same != null) {
          matches.put(field, same);
        }
      }
      for (Field field : fresh) {
        if (!matches.containsKey(field)) {
          takeByAlias(left, field).ifPresent(renamed -> matches.put(field, renamed));
        }
      }
      return matches;
    };
  }

  private static Optional<Field> takeByAlias(Map<FieldPath.Named, Field> left, Field field) {
    for (String alias : field.aliases()) {
      Field renamed = left.remove(new FieldPath.Named(field.source(), alias));
      if (renamed != null) {
        return Optional.of(renamed);
      }
    }
    return Optional.empty();
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
      IdentityHashMap<Field, Field> matches = new IdentityHashMap<>();
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
