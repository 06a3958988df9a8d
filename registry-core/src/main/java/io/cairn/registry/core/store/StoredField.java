package io.cairn.registry.core.store;

/**
 * A field of a version, with what is in it. Consecutive versions share most of theirs, and a store
 * does well to keep equal ones once for a subject, and to hand out the same object for them.
 *
 * @param definition the field as JSON
 * @param ordinals its ordinal, then those of the fields in it, each before those in it, as a JSON
 *     array
 */
public record StoredField(String definition, String ordinals) {}
