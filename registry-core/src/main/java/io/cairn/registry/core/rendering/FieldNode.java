package io.cairn.registry.core.rendering;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field on both sides, or on one.
 *
 * @param before the old field, or null if there is none
 * @param after the new field, or null if there is none
 * @param changes what the difference says of the field itself, not of those in it
 * @param inside the structures in its type
 */
record FieldNode(
    @Nullable Located before,
    @Nullable Located after,
    List<Change> changes,
    List<FieldGroup> inside) {

  /** A field and where it is. */
  record Located(FieldPath path, Field field) {}

  /**
   * The fields of the schema or of one structure.
   *
   * @param path what leads to the structure; null for the schema
   * @param nodes in the order of the new side, with what was removed after what it used to follow
   */
  record FieldGroup(@Nullable FieldPath path, List<FieldNode> nodes) {}

  /** The new side, or the old one of a field that went. */
  Located located() {
    return after == null ? Objects.requireNonNull(before) : after;
  }

  Mark mark() {
    if (before == null) {
      return Mark.ADDED;
    } else if (after == null) {
      return Mark.REMOVED;
    }
    return changes.isEmpty() ? Mark.SAME : Mark.CHANGED;
  }
}
