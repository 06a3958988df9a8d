package io.cairn.registry;

/**
 * What a version means for others, derived from the verdict against its predecessor and never used
 * for look-ups: the major part rises when old data or old readers break, the minor part when
 * something was added, the patch part otherwise. The first version is 1.0.0.
 */
public record SemanticLabel(int major, int minor, int patch) {
  /** The label of a subject's first version. */
  public static final SemanticLabel FIRST = new SemanticLabel(1, 0, 0);

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
