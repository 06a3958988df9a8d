package io.cairn.registry.core.templates;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many templates several miners keep together. Thread-safe. */
public final class TemplateBudget {
  private final AtomicInteger free;

  private TemplateBudget(int templates) {
    free = new AtomicInteger(templates);
  }

  /** A budget of so many templates; 0 is fine. */
  public static TemplateBudget of(int templates) {
    if (templates < 0) {
      throw new IllegalArgumentException("A budget of " + templates + " templates");
    }
    return new TemplateBudget(templates);
  }

  /** A budget that is never used up. */
  public static TemplateBudget unlimited() {
    return new TemplateBudget(Integer.MAX_VALUE);
  }

  /** How many more templates may be kept. */
  public int free() {
    return free.get();
  }

  boolean tryTake() {
    return free.getAndUpdate(left -> left == 0 ? 0 : left - 1) > 0;
  }

  void giveBack() {
    free.incrementAndGet();
  }
}
