package io.cairn.registry.core.store;

import io.cairn.registry.evolution.CompatibilityPolicy;

/**
 * What holds for all subjects.
 *
 * @param globalPolicy the policy of subjects without one of their own
 * @param revision the last commit that changed it; 0 if none did
 */
public record Settings(CompatibilityPolicy globalPolicy, long revision) {
  /** What holds in a new registry. */
  public static final Settings INITIAL = new Settings(CompatibilityPolicy.DEFAULT, 0);
}
