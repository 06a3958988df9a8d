package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a version that should no longer be used. Immutable.
 *
 * @param message why, and what to use instead; not empty
 * @param sunset the day from which on nobody may count on it; null if none was set. Nothing happens
 *     on that day by itself
 * @param author who says so; may be empty
 */
public record DeprecationNotice(String message, @Nullable LocalDate sunset, String author) {
  /** The longest message and author, in UTF-16 characters. */
  public static final int MAX_TEXT_LENGTH = RegistrationRequest.MAX_TEXT_LENGTH;

  private static final int LAST_YEAR = 9999;

  /**
   * Checks the notice.
   *
   * @throws InvalidInputException if the message is empty, a text too long or not well-formed, or
   *     the year of the sunset not one from 1 to 9999
   */
  public DeprecationNotice {
    if (message.isEmpty()) {
      throw new InvalidInputException(
          "The deprecation has no message; say what to use instead of the version.");
    }
    InvalidInputException.requireUnicode("message", message, MAX_TEXT_LENGTH);
    InvalidInputException.requireUnicode("author", author, MAX_TEXT_LENGTH);
    if (sunset != null && (sunset.getYear() < 1 || sunset.getYear() > LAST_YEAR)) {
      throw new InvalidInputException(
          "The sunset " + sunset + " is not in a year from 1 to " + LAST_YEAR + ".");
    }
  }

  /** A notice without a sunset and an author. */
  public static DeprecationNotice of(String message) {
    return new DeprecationNotice(message, null, "");
  }

  /** The same with a sunset. */
  public DeprecationNotice withSunset(LocalDate day) {
    return new DeprecationNotice(message, day, author);
  }

  /** The same of an author. */
  public DeprecationNotice withAuthor(String who) {
    return new DeprecationNotice(message, sunset, who);
  }

  /** The sunset, if one was set. */
  public Optional<LocalDate> findSunset() {
    return Optional.ofNullable(sunset);
  }
}
