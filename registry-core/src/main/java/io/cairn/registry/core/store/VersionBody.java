package io.cairn.registry.core.store;

import io.cairn.registry.SemanticLabel;

/**
 * The wide part of a version, loaded when it is first looked at.
 *
 * @param schema the schema as JSON, exactly as registered
 * @param layout the ordinals as JSON
 * @param label its semantic label
 */
public record VersionBody(String schema, String layout, SemanticLabel label) {}
