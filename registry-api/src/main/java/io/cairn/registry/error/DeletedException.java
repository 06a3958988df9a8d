package io.cairn.registry.error;

import io.cairn.registry.Subject;

/**
 * The subject, or the version of it, is soft-deleted: its history stays readable, and restoring it
 * brings it back.
 */
public final class DeletedException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final transient Subject subject;

  public DeletedException(Subject subject, String message) {
    super(message);
    this.subject = subject;
  }

  public Subject subject() {
    return subject;
  }
}
