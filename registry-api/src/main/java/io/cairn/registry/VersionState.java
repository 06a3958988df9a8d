package io.cairn.registry;

/** What has become of a version. */
public enum VersionState {
  /** It counts: for look-ups of the latest version and for compatibility checks. */
  LIVE,
  /** Soft-deleted: readable, and restorable, but out of the game. */
  DELETED
}
