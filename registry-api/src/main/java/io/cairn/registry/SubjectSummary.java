package io.cairn.registry;

import java.util.OptionalInt;

/**
 * A subject at a glance. A snapshot; immutable.
 *
 * @param subject the subject
 * @param state live or soft-deleted as a whole
 * @param versions how many versions it has, soft-deleted ones included
 * @param latestVersion the newest live version, or 0 if there is none
 * @param pinnedVersion the version pinned as the active one, or 0 if none is
 */
public record SubjectSummary(
    Subject subject, VersionState state, int versions, int latestVersion, int pinnedVersion) {

  /** The newest live version, if there is one. */
  public OptionalInt findLatest() {
    return latestVersion == 0 ? OptionalInt.empty() : OptionalInt.of(latestVersion);
  }

  /** The version pinned as the active one, if one is. */
  public OptionalInt findPinned() {
    return pinnedVersion == 0 ? OptionalInt.empty() : OptionalInt.of(pinnedVersion);
  }
}
