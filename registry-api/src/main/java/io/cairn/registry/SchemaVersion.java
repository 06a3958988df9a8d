package io.cairn.registry;

import io.cairn.registry.schema.Schema;

/**
 * A version of a subject as it was registered. Immutable: whatever happens to the version later
 * (deletion, activation) does not show here but in its {@link VersionDetails}.
 *
 * @param subject the subject
 * @param version its number, from 1, without gaps, never used again
 * @param id the identity of its content
 * @param schema the schema exactly as registered, the order of fields and docs included
 * @param layout the ordinal of each field
 */
public record SchemaVersion(
    Subject subject, int version, SchemaId id, Schema schema, Layout layout) {

  public VersionRef ref() {
    return new VersionRef(subject, version);
  }
}
