package io.cairn.registry.core.store;

import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.Nullability;
import java.util.Set;

/**
 * A field of a version, as a row for people and tools that look with SQL.
 *
 * @param ordinal its ordinal in the subject
 * @param path its path
 * @param type its type's display form
 * @param nullability whether it may be null
 * @param keys its roles as a key
 * @param defaultSql its default as SQL; empty if it has none
 * @param doc its description; may be empty
 */
public record Column(
    int ordinal,
    String path,
    String type,
    Nullability nullability,
    Set<FieldKey> keys,
    String defaultSql,
    String doc) {}
