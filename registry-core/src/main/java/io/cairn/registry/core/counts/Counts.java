package io.cairn.registry.core.counts;

import io.cairn.registry.core.store.Tally;

/** How often something was observed since it was last taken, and when. Not thread-safe. */
public final class Counts {
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** Nothing yet. */
  public Counts() {}

  /** Adds one observation, at a time in milliseconds since 1970. */
  public void add(long millis) {
    add(1, millis, millis);
  }

  /** Adds what was counted elsewhere. */
  public void add(Tally tally) {
    add(tally.count(), tally.first(), tally.last());
  }

  private void add(long more, long itsFirst, long itsLast) {
    count += more;
    first = Math.min(first, itsFirst);
    last = Math.max(last, itsLast);
  }

  /** Whether nothing was observed. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** What was counted; it goes on from there. */
  public Tally tally() {
    return new Tally(count, first, last);
  }

  /** What was counted; from here on it is counted anew. */
  public Tally take() {
    Tally taken = tally();
    clear();
    return taken;
  }

  /** Counts anew from here on. */
  public void clear() {
    count = 0;
    first = Long.MAX_VALUE;
    last = Long.MIN_VALUE;
  }
}
