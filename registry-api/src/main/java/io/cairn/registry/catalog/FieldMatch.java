package io.cairn.registry.catalog;

import java.util.List;

/**
 * A field, and the versions in a row in which it had the same path and type. One that had another
 * in between is found more than once. A snapshot; immutable.
 *
 * @param field the field; its ordinal is the same through renames
 * @param path its path, as {@link io.cairn.registry.schema.FieldPath} writes it
 * @param type its type, without what is inside structures
 * @param versions the numbers of these versions, oldest first
 */
public record FieldMatch(Target.OfField field, String path, String type, List<Integer> versions) {
  public FieldMatch {
    versions = List.copyOf(versions);
  }
}
