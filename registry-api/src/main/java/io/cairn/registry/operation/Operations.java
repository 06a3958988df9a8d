package io.cairn.registry.operation;

import io.cairn.registry.SubjectListener;
import java.time.Duration;

/**
 * How the registry is doing. Thread-safe. Nothing of it outlives the registry.
 *
 * <p>Look-ups are answered from memory and are not counted; neither is registering one schema alone
 * whose content its subject has already, which is a look-up, too.
 */
public interface Operations {

  /**
   * What was counted and timed since the registry was opened, and what the store says of itself.
   *
   * @throws io.cairn.registry.error.RegistryClosedException if the registry is closed
   */
  Measurements measurements();

  /**
   * Whether the registry can go on. Asks every provider of schemas, so that it takes as long as
   * they take; do not ask for every request. A registry that is closed is down, and asks nobody.
   */
  Health health();

  /**
   * Tells {@code listener} of every operation from now on that takes as long as the threshold, or
   * longer.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the threshold is not more than zero
   */
  SubjectListener.Subscription onSlow(Duration threshold, SlowOperationListener listener);
}
