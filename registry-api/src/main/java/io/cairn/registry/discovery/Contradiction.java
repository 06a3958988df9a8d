package io.cairn.registry.discovery;

import io.cairn.registry.schema.FieldPath;

/**
 * One way in which data is not what the schema says, however often it happens.
 *
 * @param path where
 * @param expected what the schema says, such as {@code INT} or {@code a known field}
 * @param found what was found, such as {@code TEXT} or {@code null}
 * @param example the first value found, abbreviated; empty where there is none
 * @param firstRecord the number of the first such record, from 1
 * @param count how many values
 */
public record Contradiction(
    FieldPath path, String expected, String found, String example, long firstRecord, long count) {}
