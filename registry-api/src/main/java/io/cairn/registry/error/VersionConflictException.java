package io.cairn.registry.error;

import io.cairn.registry.Subject;

/**
 * The caller expected another version to be the latest one; somebody was faster. Nothing was
 * written: look again and decide anew.
 */
public final class VersionConflictException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final transient Subject subject;
  private final int expected;
  private final int actual;

  public VersionConflictException(Subject subject, int expected, int actual) {
    super(
        "Cannot change "
            + subject
            + ": its latest version was expected to be "
            + expected
            + " and is "
            + actual
            + " (0 means none). Read the latest version, decide again, and repeat with its number.");
    this.subject = subject;
    this.expected = expected;
    this.actual = actual;
  }

  public Subject subject() {
    return subject;
  }

  /** The version the caller named; 0 for none. */
  public int expected() {
    return expected;
  }

  /** The latest version there is; 0 for none. */
  public int actual() {
    return actual;
  }
}
