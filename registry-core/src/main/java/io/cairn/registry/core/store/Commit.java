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
 * @param lane how urgent it is
 */
public record Commit(
    Map<StoreKey, Long> expected, List<Guard> guards, List<Operation> operations, Lane lane) {
  public Commit {
    expected = Map.copyOf(expected);
    guards = List.copyOf(guards);
    operations = List.copyOf(operations);
  }

  /** How urgent a commit is. */
  public enum Lane {
    /** Rare and precious: somebody waits for it, and once answered it survives a loss of power. */
    CHANGES,
    /**
     * A flood of small additions, which never delays a change. Once answered they survive the end
     * of the process; a loss of power may take the last of them, until the store was flushed.
     */
    COUNTS
  }

  /** In the lane of {@link Lane#CHANGES}. */
  public Commit(Map<StoreKey, Long> expected, List<Guard> guards, List<Operation> operations) {
    this(expected, guards, operations, Lane.CHANGES);
  }

  /** Additions that depend on nothing and nobody waits for. */
  public static Commit counts(List<? extends Operation> additions) {
    return new Commit(Map.of(), List.of(), List.copyOf(additions), Lane.COUNTS);
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
