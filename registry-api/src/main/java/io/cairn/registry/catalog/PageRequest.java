package io.cairn.registry.catalog;

import io.cairn.registry.error.InvalidInputException;

/**
 * Which part of an answer is asked for. Immutable and thread-safe.
 *
 * @param size how many items at most, from 1 to {@value #MAX_SIZE}
 * @param after where the page before ended, as its {@link Page#next} says; empty for the first
 *     page. It is a text, so that it can be handed out and come back, and means something only to
 *     the query that it came from
 */
public record PageRequest(int size, String after) {
  /** The largest page. */
  public static final int MAX_SIZE = 1_000;

  /** Asks for the first 100 items. */
  public static final PageRequest FIRST = new PageRequest(100, "");

  private static final int MAX_CURSOR_LENGTH = 10_000;

  /**
   * @throws InvalidInputException if the size is out of its range, or {@code after} cannot be from
   *     a page
   */
  public PageRequest {
    if (size < 1 || size > MAX_SIZE) {
      throw new InvalidInputException(
          "A page of " + size + " items is not possible; ask for 1 to " + MAX_SIZE + ".");
    }
    InvalidInputException.requireUnicode("end of the page before", after, MAX_CURSOR_LENGTH);
  }

  /** Asks for the first {@code size} items. */
  public static PageRequest ofSize(int size) {
    return new PageRequest(size, "");
  }

  /** Asks for as many items after another place. */
  public PageRequest after(String end) {
    return new PageRequest(size, end);
  }
}
