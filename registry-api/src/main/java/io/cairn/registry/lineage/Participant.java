package io.cairn.registry.lineage;

import io.cairn.registry.error.InvalidInputException;
import java.util.Comparator;

/**
 * Somebody who produces or reads data. Ordered by type, then id. Immutable and thread-safe.
 *
 * @param id who it is, among those of its type
 * @param type what it is, such as {@code service}, {@code job} or {@code dashboard}
 */
public record Participant(String id, String type) implements Comparable<Participant> {
  /** The longest id or type, in UTF-16 characters. */
  public static final int MAX_LENGTH = 255;

  /** The type of services. */
  public static final String SERVICE = "service";

  /** As whom everybody is counted for whom there was no room; see {@link Lineage}. */
  public static final Participant OTHER = new Participant("__other__", "__other__");

  private static final Comparator<Participant> ORDER =
      Comparator.comparing(Participant::type).thenComparing(Participant::id);

  /**
   * @throws InvalidInputException if one of the two is empty, too long, or has control characters
   */
  public Participant {
    require("id of a participant", id);
    require("type of a participant", type);
  }

  /** A service. */
  public static Participant service(String name) {
    return new Participant(name, SERVICE);
  }

  private static void require(String what, String value) {
    InvalidInputException.requireText(what, value, MAX_LENGTH);
    if (value.isEmpty()) {
      throw new InvalidInputException("The " + what + " is empty; give at least one character.");
    }
  }

  @Override
  public int compareTo(Participant other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type + " " + id;
  }
}
