package io.cairn.registry;

import java.util.List;
import java.util.OptionalInt;

/**
 * A subject at a glance. A snapshot; immutable.
 *
 * @param subject the subject
 * @param state live or soft-deleted as a whole
 * @param versions how many versions it has, drafts and soft-deleted ones included
 * @param latestVersion the newest live version, or 0 if there is none
 * @param pinnedVersion the version pinned as the active one, or 0 if none is
 * @param drafts the numbers of its drafts, in order
 * @param deprecated the numbers of its live versions that are deprecated, in order
 */
public record SubjectSummary(
    Subject subject,
    VersionState state,
    int versions,
    int latestVersion,
    int pinnedVersion,
    List<Integer> drafts,
    List<Integer> deprecated) {
  public SubjectSummary {
    drafts = List.copyOf(drafts);
    deprecated = List.copyOf(deprecated);
  }

  /** The newest live version, if there is one. */
  public OptionalInt findLatest() {
    return latestVersion == 0 ? OptionalInt.empty() : OptionalInt.of(latestVersion);
  }

  /** The version pinned as the active one, if one is. */
  public OptionalInt findPinned() {
    return pinnedVersion == 0 ? OptionalInt.empty() : OptionalInt.of(pinnedVersion);
  }
}
