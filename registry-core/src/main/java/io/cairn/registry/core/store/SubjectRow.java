package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.evolution.CompatibilityPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a subject beside its versions.
 *
 * @param subject its name
 * @param state what has become of it
 * @param lastVersion the highest version number ever issued; 0 for none
 * @param lastOrdinal the highest ordinal ever issued; 0 for none
 * @param activeVersion the version pinned as active; 0 for none
 * @param policy its own policy; null if it inherits the global one
 */
public record SubjectRow(
    Subject subject,
    State state,
    int lastVersion,
    int lastOrdinal,
    int activeVersion,
    @Nullable CompatibilityPolicy policy) {

  /** What has become of a subject. */
  public enum State {
    LIVE,
    DELETED,
    /** Deleted permanently; the row stays so that numbers are never issued again. */
    PURGED
  }

  /** The row of a subject that has nothing yet. */
  public static SubjectRow fresh(Subject subject) {
    return new SubjectRow(subject, State.LIVE, 0, 0, 0, null);
  }

  public SubjectRow withState(State next) {
    return new SubjectRow(subject, next, lastVersion, lastOrdinal, activeVersion, policy);
  }

  public SubjectRow withActiveVersion(int next) {
    return new SubjectRow(subject, state, lastVersion, lastOrdinal, next, policy);
  }

  public SubjectRow withPolicy(@Nullable CompatibilityPolicy next) {
    return new SubjectRow(subject, state, lastVersion, lastOrdinal, activeVersion, next);
  }

  /** The row after a version was issued; a purged subject lives again. */
  public SubjectRow withIssued(int version, int ordinal) {
    return new SubjectRow(subject, State.LIVE, version, ordinal, activeVersion, policy);
  }
}
