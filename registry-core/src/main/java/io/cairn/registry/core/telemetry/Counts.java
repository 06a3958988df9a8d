package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.Tally;

/** How often something was observed since it was last taken, and when. Not thread-safe. */
final class Counts {
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(long more, long itsFirst, long itsLast) {
    count += more;
    first = Math.min(first, itsFirst);
    last = Math.max(last, itsLast);
  }

  void add(Tally tally) {
    add(tally.count(), tally.first(), tally.last());
  }

  boolean isEmpty() {
    return count == 0;
  }

  long count() {
    return count;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  Tally tally() {
    return new Tally(count, first, last);
  }

  /** What was counted; from here on it is counted anew. */
  Tally take() {
    Tally taken = tally();
    clear();
    return taken;
  }

  void addTo(Counts other) {
    other.add(count, first, last);
  }

  void clear() {
    count = 0;
    first = Long.MAX_VALUE;
    last = Long.MIN_VALUE;
  }
}
