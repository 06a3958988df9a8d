package io.cairn.registry.catalog;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.error.InvalidInputException;

/** What something is said about. Immutable and thread-safe. */
public sealed interface Target {

  /** The subject that this is, or belongs to. */
  Subject subject();

  /** A subject as a whole. */
  static Target of(Subject subject) {
    return new OfSubject(subject);
  }

  /** One version. */
  static Target of(VersionRef version) {
    return new OfVersion(version);
  }

  /** A subject as a whole. */
  record OfSubject(Subject subject) implements Target {
    @Override
    public String toString() {
      return subject.toString();
    }
  }

  /** One version. */
  record OfVersion(VersionRef version) implements Target {
    @Override
    public Subject subject() {
      return version.subject();
    }

    @Override
    public String toString() {
      return version.toString();
    }
  }

  /**
   * A field of a subject, in every version that has it: what is said about it stays when it is
   * renamed. {@link Catalog#field} finds it by its path.
   *
   * @param subject the subject
   * @param ordinal the field's ordinal, from 1
   */
  record OfField(Subject subject, int ordinal) implements Target {

    /**
     * @throws InvalidInputException if the ordinal is less than 1
     */
    public OfField {
      if (ordinal < 1) {
        throw new InvalidInputException(
            "Ordinal " + ordinal + " of " + subject + " cannot exist; ordinals start at 1.");
      }
    }

    @Override
    public String toString() {
      return "field " + ordinal + " of " + subject;
    }
  }
}
