package io.cairn.registry;

import io.cairn.registry.evolution.CompatibilityPolicy;
import org.jspecify.annotations.Nullable;

/** Something that happened to a subject and is durable. */
public sealed interface SubjectEvent {
  Subject subject();

  /** A live version was made: it is the latest one now. */
  record Registered(Subject subject, int version, SchemaId id, VersionOrigin origin)
      implements SubjectEvent {}

  /** A draft was made; nothing that counts has changed. */
  record Drafted(Subject subject, int version, SchemaId id) implements SubjectEvent {}

  /** A draft was made live: it is the latest version now. */
  record Enabled(Subject subject, int version, SchemaId id) implements SubjectEvent {}

  /** Something else is said of a version that should not be used; null if it may be used now. */
  record DeprecationChanged(Subject subject, int version, @Nullable Deprecation deprecation)
      implements SubjectEvent {}

  /** A version was pinned as the active one. */
  record Activated(Subject subject, int version) implements SubjectEvent {}

  /** No version is pinned any more; {@code version} was. */
  record Deactivated(Subject subject, int version) implements SubjectEvent {}

  /** A version, or the whole subject (version 0), was soft-deleted. */
  record Deleted(Subject subject, int version) implements SubjectEvent {}

  /** A version, or the whole subject (version 0), was restored. */
  record Restored(Subject subject, int version) implements SubjectEvent {}

  /** A version, or the whole subject (version 0), was deleted permanently. */
  record Purged(Subject subject, int version) implements SubjectEvent {}

  /** The subject has another policy of its own; null if it inherits the global one now. */
  record CompatibilityChanged(Subject subject, @Nullable CompatibilityPolicy policy)
      implements SubjectEvent {}
}
