package io.cairn.registry.evolution;

import io.cairn.registry.error.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which changes of a subject's schema are allowed. The directions are those of Avro and of every
 * registry in use: BACKWARD means that a reader on the new schema reads data written with the old
 * one.
 */
public enum CompatibilityMode {
  /** Every change is allowed. */
  NONE,
  /** The new schema reads data of the latest version. */
  BACKWARD,
  /** The new schema reads data of every earlier version. */
  BACKWARD_TRANSITIVE,
  /** The latest version reads data of the new schema. */
  FORWARD,
  /** Every earlier version reads data of the new schema. */
  FORWARD_TRANSITIVE,
  /** Both BACKWARD and FORWARD. */
  FULL,
  /** Both BACKWARD_TRANSITIVE and FORWARD_TRANSITIVE. */
  FULL_TRANSITIVE;

  /** Whether the new schema must read old data. */
  public boolean checksBackward() {
    return switch (this) {
      case BACKWARD, BACKWARD_TRANSITIVE, FULL, FULL_TRANSITIVE -> true;
      case NONE, FORWARD, FORWARD_TRANSITIVE -> false;
    };
  }

  /** Whether old schemas must read new data. */
  public boolean checksForward() {
    return switch (this) {
      case FORWARD, FORWARD_TRANSITIVE, FULL, FULL_TRANSITIVE -> true;
      case NONE, BACKWARD, BACKWARD_TRANSITIVE -> false;
    };
  }

  /** Whether every earlier version counts, not the latest alone. */
  public boolean isTransitive() {
    return switch (this) {
      case BACKWARD_TRANSITIVE, FORWARD_TRANSITIVE, FULL_TRANSITIVE -> true;
      case NONE, BACKWARD, FORWARD, FULL -> false;
    };
  }

  /**
   * The mode of this name, in any case.
   *
   * @throws InvalidInputException if there is none; the message lists the names there are
   */
  public static CompatibilityMode parse(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    for (CompatibilityMode mode : values()) {
      if (mode.name().equals(wanted)) {
        return mode;
      }
    }
    throw new InvalidInputException(
        "\""
            + InvalidInputException.abbreviate(name)
            + "\" is not a compatibility mode; the modes are "
            + Arrays.toString(values())
            + ".");
  }
}
