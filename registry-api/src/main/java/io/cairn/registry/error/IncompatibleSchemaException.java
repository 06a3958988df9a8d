package io.cairn.registry.error;

import io.cairn.registry.Subject;
import io.cairn.registry.evolution.CompatibilityReport;

/**
 * A schema was to be registered and its subject's compatibility mode forbids the change. Nothing
 * was written.
 */
public final class IncompatibleSchemaException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final transient Subject subject;
  private final transient CompatibilityReport report;

  public IncompatibleSchemaException(Subject subject, CompatibilityReport report) {
    super("Cannot register a new version of " + subject + ": " + report.explain());
    this.subject = subject;
    this.report = report;
  }

  public Subject subject() {
    return subject;
  }

  /** Every violation at once. */
  public CompatibilityReport report() {
    return report;
  }
}
