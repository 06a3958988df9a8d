package io.cairn.registry.core.store;

import java.util.List;
import java.util.Map;

/**
 * Operations that belong together, and what must still be true for them to be applied.
 *
 * @param expected the revision of each key that the decision was based on; 0 for a key never
 *     written
 * @param guards bounded counters to move along
 * @param operations what to write, in order
 */
public record Commit(Map<StoreKey, Long> expected, List<Guard> guards, List<Operation> operations) {
  public Commit {
    expected = Map.copyOf(expected);
    guards = List.copyOf(guards);
    operations = List.copyOf(operations);
  }

  /** Operations that depend on nothing. */
  public static Commit of(Operation... operations) {
    return new Commit(Map.of(), List.of(), List.of(operations));
  }

  /**
   * A counter that may not leave its bounds, 0 and {@code max}.
   *
   * @param counter the counter; it starts at 0
   * @param delta what to add
   * @param max the largest value allowed after adding; lowering the counter is always allowed down
   *     to 0
   */
  public record Guard(StoreKey.OfCounter counter, long delta, long max) {
    /** Whether the counter may move on from {@code value}. */
    public boolean allows(long value) {
      return delta > 0 ? value <= max - delta : value + delta >= 0;
    }
  }
}
