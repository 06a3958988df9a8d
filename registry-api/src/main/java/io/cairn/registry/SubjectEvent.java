package io.cairn.registry;

import io.cairn.registry.evolution.CompatibilityPolicy;
import org.jspecify.annotations.Nullable;

/** Something that happened to a subject and is durable. */
public sealed interface SubjectEvent {
  Subject subject();

  /** A version was made. */
  record Registered(Subject subject, int version, SchemaId id, VersionOrigin origin)
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
