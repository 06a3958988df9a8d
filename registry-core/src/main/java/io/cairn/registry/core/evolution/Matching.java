package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which field of an old list, if any, a field of a new list is. */
@FunctionalInterface
interface Matching {

  /** The pairs of old and new fields in the structures that stand at {@code parent}. */
  Pairs match(@Nullable Place parent, List<Field> old, List<Field> fresh);

  /** Whether what is in one and the same object is matched with itself. */
  default boolean goesByKeys() {
    return true;
  }

  /**
   * By source and name, then by the new field's aliases, as far as no other new field has that
   * name.
   */
  static Matching byName() {
    return (parent, old, fresh) -> Pairs.byName(old, fresh);
  }

  /**
   * By ordinals: the same ordinal is the same field. Where that comes to the same, by keys.
   *
   * @param oldLayout has every field of the old schema
   * @param newLayout has every field of the new schema
   */
  static Matching byLayout(Layout oldLayout, Layout newLayout) {
    return Layouts.agree(oldLayout, newLayout)
        ? (parent, old, fresh) -> Pairs.byKey(old, fresh)
        : new ByOrdinal(oldLayout, newLayout);
  }

  static FieldPath child(@Nullable FieldPath parent, Field field) {
    return parent == null ? FieldPath.of(field) : parent.then(field);
  }
}
