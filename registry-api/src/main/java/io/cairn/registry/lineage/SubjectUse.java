package io.cairn.registry.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.telemetry.Seen;

/**
 * A subject that a participant uses, in one role. Immutable and thread-safe.
 *
 * @param subject the subject, registered or not
 * @param role what the participant does with its data
 * @param seen how often and when
 */
public record SubjectUse(Subject subject, Role role, Seen seen) {}
