package io.cairn.registry.core.store;

import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Nullability;
import java.util.List;
import java.util.Set;

/**
 * A field of a version, as a row for people and tools that look with SQL.
 *
 * @param ordinal its ordinal in the subject
 * @param path its path
 * @param type its type's display form
 * @param nullability whether it may be null
 * @param keys its roles as a key
 * @param defaultSql its default as SQL; empty if it has none
 * @param doc its description; may be empty
 */
public record Column(
    int ordinal,
    String path,
    String type,
    Nullability nullability,
    Set<FieldKey> keys,
    String defaultSql,
    String doc) {

  /** The field's name: the last step of its path. */
  public String name() {
    return nameOf(path);
  }

  /**
   * The name of the field at a path.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it is no path
   */
  public static String nameOf(String path) {
    List<FieldPath.Step> steps = FieldPath.parse(path).steps();
    return steps.get(steps.size() - 1) instanceof FieldPath.Named named ? named.name() : "";
  }
}
