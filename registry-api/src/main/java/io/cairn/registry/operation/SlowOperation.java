package io.cairn.registry.operation;

import java.time.Duration;

/**
 * An operation that took long.
 *
 * @param kind what it was; never a {@link OperationKind#COMMIT}, which is a part of another
 * @param target what it was about, for people: the subjects, or the place of the data without
 *     secrets; may be empty
 * @param took how long it took
 */
public record SlowOperation(OperationKind kind, String target, Duration took) {}
