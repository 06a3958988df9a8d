package io.cairn.registry.core.store;

import io.cairn.registry.Subject;

/** What has a revision, or a count, of its own. */
public sealed interface StoreKey {

  /** A subject with all its versions. */
  record OfSubject(Subject subject) implements StoreKey {}

  /** What holds for all subjects. */
  enum Global implements StoreKey {
    SETTINGS
  }

  /** A bounded counter; it has a value instead of a revision. */
  record OfCounter(String name) implements StoreKey {}
}
