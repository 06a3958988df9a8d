package io.cairn.registry.core.cache;

import io.cairn.registry.error.InvalidInputException;
import java.time.Duration;

/**
 * How much is remembered, and for how long.
 *
 * @param entries how many answers, from 0 to 1,000,000; with 0 nothing is remembered
 * @param ttl how long an answer is given after it was found, from one second to seven days
 */
public record CacheLimits(int entries, Duration ttl) {
  private static final int MOST_ENTRIES = 1_000_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  /** An answer of which a fifth of its time has passed is refreshed ahead. */
  private static final int REFRESHES = 5;

  /** A thousand answers, for five minutes each. */
  public static final CacheLimits DEFAULTS = new CacheLimits(1_000, Duration.ofMinutes(5));

  public CacheLimits {
    if (entries < 0 || entries > MOST_ENTRIES) {
      throw new InvalidInputException(
          "The size of the cache is "
              + entries
              + " entries; it must be from 0 to "
              + MOST_ENTRIES
              + ".");
    }
    if (ttl.compareTo(SHORTEST) < 0 || ttl.compareTo(LONGEST) > 0) {
      throw new InvalidInputException(
          "The time to live of the cache is "
              + ttl
              + "; it must be from "
              + SHORTEST
              + " to "
              + LONGEST
              + ".");
    }
  }

  public CacheLimits withEntries(int value) {
    return new CacheLimits(value, ttl);
  }

  public CacheLimits withTtl(Duration value) {
    return new CacheLimits(entries, value);
  }

  /** From which age on an answer that is asked for is looked up again in the background. */
  Duration refreshAfter() {
    return ttl.dividedBy(REFRESHES);
  }
}
