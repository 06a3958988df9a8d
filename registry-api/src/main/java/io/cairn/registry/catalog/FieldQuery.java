package io.cairn.registry.catalog;

import io.cairn.registry.error.InvalidInputException;

/**
 * Which fields are asked for: those for which everything holds that is asked. Fields inside
 * structures, arrays, maps and unions are looked at, too. Immutable and thread-safe.
 *
 * @param name the pattern of their names: of {@code items[].price}, this is {@code price}
 * @param type the pattern of their types, as the view {@code columns} shows them, such as {@code
 *     DECIMAL(10,2)} or {@code ARRAY<STRUCT>}
 * @param versions of which versions
 */
public record FieldQuery(NamePattern name, NamePattern type, Versions versions) {

  /** Of which versions fields are asked for. */
  public enum Versions {
    /** Of all, soft-deleted ones included. */
    ALL,
    /** Of the newest live version of each subject that is not soft-deleted. */
    LATEST
  }

  /**
   * @throws InvalidInputException if neither a name nor a type is asked for
   */
  public FieldQuery {
    if (name.equals(NamePattern.ANY) && type.equals(NamePattern.ANY)) {
      throw new InvalidInputException("Nothing is asked for; name a field or a type, or both.");
    }
  }

  /** Fields of all versions whose names are of a pattern, such as {@code *_id}. */
  public static FieldQuery named(String pattern) {
    return new FieldQuery(new NamePattern(pattern), NamePattern.ANY, Versions.ALL);
  }

  /** Fields of all versions whose types are of a pattern, such as {@code DECIMAL*}. */
  public static FieldQuery typed(String pattern) {
    return new FieldQuery(NamePattern.ANY, new NamePattern(pattern), Versions.ALL);
  }

  /** The same, but with types of a pattern only. */
  public FieldQuery ofType(String pattern) {
    return new FieldQuery(name, new NamePattern(pattern), versions);
  }

  /** The same, but in the latest versions only. */
  public FieldQuery inLatest() {
    return new FieldQuery(name, type, Versions.LATEST);
  }
}
