package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;

/**
 * One version of one subject, by name. Its text is {@code subject#version}. Immutable and
 * thread-safe.
 *
 * @param subject the subject
 * @param version its number, from 1
 */
public record VersionRef(Subject subject, int version) {

  /**
   * @throws InvalidInputException if the version is less than 1
   */
  public VersionRef {
    if (version < 1) {
      throw new InvalidInputException(
          "Version " + version + " of " + subject + " cannot exist; versions start at 1.");
    }
  }

  @Override
  public String toString() {
    return subject + "#" + version;
  }
}
