package io.cairn.registry.lineage;

import java.util.Optional;

/**
 * Knows participants from elsewhere, such as a service discovery. A registry asks it whenever it
 * lists participants, on one daemon thread of its own, and waits a second at most for all of an
 * answer. What is not said by then is left out, as is what it throws: an answer never fails because
 * of it. Nothing is remembered. It must end when its thread is interrupted.
 */
@FunctionalInterface
public interface ParticipantDirectory {

  /** What is known of a participant. */
  Optional<ParticipantInfo> find(Participant participant);
}
