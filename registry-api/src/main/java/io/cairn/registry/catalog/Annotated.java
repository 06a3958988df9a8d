package io.cairn.registry.catalog;

/**
 * Something, and what is said about it. A snapshot; immutable.
 *
 * @param target what it is
 * @param annotations what is said, not nothing
 */
public record Annotated(Target target, Annotations annotations) {}
