package io.cairn.registry.core.store;

import io.cairn.registry.Subject;
import io.cairn.registry.evolution.CompatibilityMode;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a subject beside its versions.
 *
 * @param subject its name
 * @param state what has become of it
 * @param lastVersion the highest version number ever issued; 0 for none
 * @param lastOrdinal the highest ordinal ever issued; 0 for none
 * @param activeVersion the version pinned as active; 0 for none
 * @param mode its own compatibility mode; null if it inherits the global one
 */
public record SubjectRow(
    Subject subject,
    State state,
    int lastVersion,
    int lastOrdinal,
    int activeVersion,
    @Nullable CompatibilityMode mode) {

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
    return new SubjectRow(subject, next, lastVersion, lastOrdinal, activeVersion, mode);
  }

  public SubjectRow withActiveVersion(int next) {
    return new SubjectRow(subject, state, lastVersion, lastOrdinal, next, mode);
  }

  public SubjectRow withMode(@Nullable CompatibilityMode next) {
    return new SubjectRow(subject, state, lastVersion, lastOrdinal, activeVersion, next);
  }

  /** The row after a version was issued; a purged subject lives again. */
  public SubjectRow withIssued(int version, int ordinal) {
    return new SubjectRow(subject, State.LIVE, version, ordinal, activeVersion, mode);
  }
}
