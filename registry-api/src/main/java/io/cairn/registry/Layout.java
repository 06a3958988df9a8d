package io.cairn.registry;

import io.cairn.registry.schema.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which field of a version is which over the life of its subject: every field path, nested ones
 * too, has an ordinal, from 1, unique in the subject, never changed and never given to another
 * field. A renamed field keeps its ordinal. Data is never read by ordinal. Immutable and
 * thread-safe.
 *
 * @param ordinals by path, in the order of the ordinals
 */
public record Layout(Map<FieldPath, Integer> ordinals) {

  /**
   * @throws io.cairn.registry.error.InvalidInputException if an ordinal is less than 1 or stands
   *     twice
   */
  public Layout {
    ordinals = OrdinalMap.of(ordinals);
  }

  /** The ordinal of the field at this path, if there is one. */
  public OptionalInt findOrdinal(FieldPath path) {
    Integer ordinal = ordinals.get(path);
    return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
  }

  /** All field paths, in the order of their ordinals. */
  public List<FieldPath> paths() {
    return List.copyOf(ordinals.keySet());
  }
}
