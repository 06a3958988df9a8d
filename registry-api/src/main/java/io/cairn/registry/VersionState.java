package io.cairn.registry;

/** What has become of a version. */
public enum VersionState {
  /** It counts: for look-ups of the latest version and for compatibility checks. */
  LIVE,
  /**
   * Registered, with a number, and readable, but not checked, and not counting for anything until
   * it is enabled.
   */
  DRAFT,
  /** Soft-deleted: readable, and restorable, but out of the game. */
  DELETED
}
