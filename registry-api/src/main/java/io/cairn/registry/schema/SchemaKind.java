package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/** What a schema describes. */
public enum SchemaKind {
  /** A table of the system. */
  SYSTEM,
  /** A table of a user. */
  USER,
  /** A table shared between users. */
  SHARED,
  /** An unbounded table. */
  STREAM,
  METRIC,
  SPAN,
  LOG,
  PROFILE,
  /** Any record; the default. */
  RECORD;

  /**
   * The kind of this name, in any case.
   *
   * @throws InvalidInputException if there is none; the message lists the names there are
   */
  public static SchemaKind parse(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    for (SchemaKind kind : values()) {
      if (kind.name().equals(wanted)) {
        return kind;
      }
    }
    throw new InvalidInputException(
        "\""
            + InvalidInputException.abbreviate(name)
            + "\" is not a kind of schema; the kinds are "
            + Arrays.toString(values())
            + ".");
  }
}
