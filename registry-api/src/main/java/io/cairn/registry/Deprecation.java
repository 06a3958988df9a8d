package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a version should no longer be used. It stays live nevertheless: it counts for checks, and it
 * may be the latest one. Immutable.
 *
 * @param notice what was said
 * @param since when, to the microsecond, by the registry's clock
 */
public record Deprecation(DeprecationNotice notice, Instant since) {
  /**
   * @throws InvalidInputException if the time is not one in whole microseconds
   */
  public Deprecation {
    if (!since.truncatedTo(ChronoUnit.MICROS).equals(since)) {
      throw new InvalidInputException("The time " + since + " is not one in whole microseconds.");
    }
  }
}
