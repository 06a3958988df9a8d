package io.cairn.registry.core.templates;

/** How many lines there were, and when. Not thread-safe. */
final class Tally {
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(long epochMillis) {
    count++;
    first = Math.min(first, epochMillis);
    last = Math.max(last, epochMillis);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Moves all that was counted here to another tally. */
  void moveTo(Tally other) {
    other.count += count;
    other.first = Math.min(other.first, first);
    other.last = Math.max(other.last, last);
    clear();
  }

  TemplateHarvest.Counted of(Template template) {
    return new TemplateHarvest.Counted(template, count, first, last);
  }

  private void clear() {
    count = 0;
    first = Long.MAX_VALUE;
    last = Long.MIN_VALUE;
  }
}
