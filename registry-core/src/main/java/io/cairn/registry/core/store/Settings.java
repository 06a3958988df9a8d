package io.cairn.registry.core.store;

import io.cairn.registry.evolution.CompatibilityMode;

/**
 * What holds for all subjects.
 *
 * @param globalMode the mode of subjects without one of their own
 * @param revision the last commit that changed it; 0 if none did
 */
public record Settings(CompatibilityMode globalMode, long revision) {
  /** What holds in a new registry. */
  public static final Settings INITIAL = new Settings(CompatibilityMode.BACKWARD, 0);
}
