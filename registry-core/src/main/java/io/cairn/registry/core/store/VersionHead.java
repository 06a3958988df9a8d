package io.cairn.registry.core.store;

import io.cairn.registry.SchemaId;
import io.cairn.registry.VersionState;

/**
 * The narrow part of a version, which every look-up touches.
 *
 * @param version its number
 * @param id the identity of its content
 * @param state live or soft-deleted
 */
public record VersionHead(int version, SchemaId id, VersionState state) {}
