package io.cairn.registry;

/** How a version came to be. */
public enum VersionOrigin {
  /** It is the subject's first. */
  CREATED,
  /** It changed its predecessor. */
  EVOLVED,
  /** It brings back the content of an earlier version. */
  REVERTED
}
