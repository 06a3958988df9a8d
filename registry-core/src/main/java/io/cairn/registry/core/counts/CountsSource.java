package io.cairn.registry.core.counts;

import io.cairn.registry.core.store.Operation;
import java.util.Collection;
import java.util.function.Consumer;

/** Counts in memory until it is asked what it has counted. Thread-safe. */
public interface CountsSource {

  /** Takes out everything that was counted; it is written exactly once by whoever takes it. */
  Collection<Operation> take();

  /**
   * Is called after everything was written, by one thread at a time, to remove what need not be
   * kept any more.
   *
   * @param writer writes an operation that may be repeated
   */
  default void tidy(Consumer<Operation> writer) {}
}
