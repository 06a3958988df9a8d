package io.cairn.registry.core.store;

import io.cairn.registry.Deprecation;
import io.cairn.registry.SchemaId;
import io.cairn.registry.VersionState;
import org.jspecify.annotations.Nullable;

/**
 * The narrow part of a version, which every look-up touches.
 *
 * @param version its number
 * @param id the identity of its content
 * @param state live, a draft, or soft-deleted
 * @param deprecation that it should no longer be used; null if nobody has said so
 */
public record VersionHead(
    int version, SchemaId id, VersionState state, @Nullable Deprecation deprecation) {

  /** Of a version that is not deprecated. */
  public VersionHead(int version, SchemaId id, VersionState state) {
    this(version, id, state, null);
  }

  public VersionHead withState(VersionState next) {
    return new VersionHead(version, id, next, deprecation);
  }

  public VersionHead withDeprecation(@Nullable Deprecation next) {
    return new VersionHead(version, id, state, next);
  }
}
