package io.cairn.registry.catalog;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer. What comes later in the order of the answer and is there all the time is on
 * exactly one of the pages, whatever is added or goes away meanwhile. Immutable.
 *
 * @param items at most as many as were asked for
 * @param next asks for what follows; null if nothing does
 */
public record Page<T>(List<T> items, @Nullable PageRequest next) {
  public Page {
    items = List.copyOf(items);
  }

  /** Asks for what follows; empty if nothing does. */
  public Optional<PageRequest> findNext() {
    return Optional.ofNullable(next);
  }
}
