package io.cairn.registry.core.store;

import io.cairn.registry.telemetry.Seen;
import java.time.Instant;

/**
 * How often something was observed, and when. Immutable.
 *
 * @param count how often
 * @param first the earliest time, in milliseconds since 1970
 * @param last the latest time, in milliseconds since 1970
 */
public record Tally(long count, long first, long last) {

  /** What both say together. */
  public Tally plus(Tally more) {
    return new Tally(count + more.count, Math.min(first, more.first), Math.max(last, more.last));
  }

  public Seen seen() {
    return new Seen(count, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
  }
}
