package io.cairn.registry.lineage;

import io.cairn.registry.error.InvalidInputException;

/**
 * What a directory says of a participant. Immutable and thread-safe.
 *
 * @param owner who answers for it; may be empty
 * @param address where it is, such as a URL; may be empty
 * @param liveness whether it runs
 */
public record ParticipantInfo(String owner, String address, Liveness liveness) {
  /** The longest owner or address, in UTF-16 characters. */
  public static final int MAX_LENGTH = 2_000;

  /** Whether a participant runs. */
  public enum Liveness {
    UP,
    DOWN,
    UNKNOWN
  }

  /**
   * @throws InvalidInputException if a text is too long, or has control characters
   */
  public ParticipantInfo {
    InvalidInputException.requireText("owner of a participant", owner, MAX_LENGTH);
    InvalidInputException.requireText("address of a participant", address, MAX_LENGTH);
  }
}
