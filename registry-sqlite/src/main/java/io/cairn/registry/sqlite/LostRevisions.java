package io.cairn.registry.sqlite;

/**
 * Says that changes which were acknowledged are missing from the file.
 *
 * @param acknowledged the revision that the file had reached
 * @param found the revision that it has
 */
record LostRevisions(long acknowledged, long found) {}
