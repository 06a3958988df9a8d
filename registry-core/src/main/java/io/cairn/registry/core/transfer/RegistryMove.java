package io.cairn.registry.core.transfer;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import java.util.List;
import java.util.function.Function;

/**
 * Moves a registry to another store while it is in use, in three phases, each begun by its method,
 * in this order only:
 *
 * <ol>
 *   <li>{@link Phase#DUAL_WRITE}: the first store decides and answers. What it has applied is
 *       written to the second one as well, and where that goes wrong the difference is listed. What
 *       is observed, and who uses what, waits for the next phase.
 *   <li>{@link Phase#SEEDED}, by {@link #seed}: the second store has everything, too.
 *   <li>{@link Phase#MOVED}, by {@link #cutOver}: the second store decides and answers alone.
 * </ol>
 *
 * <p>The {@link #registry} is the same one throughout, and so are its versions, ids and listeners.
 * Closing it closes both stores; what the second one has then is whole subjects, but all of them
 * only from the second phase on. Thread-safe.
 */
public final class RegistryMove {
  /** The most differences that are listed; more are counted. */
  public static final int MAX_LISTED = 1_000;

  private final MovingStore store;
  private final SchemaRegistry registry;

  /** How far a move has come. */
  public enum Phase {
    DUAL_WRITE,
    SEEDED,
    MOVED
  }

  /**
   * What the second store does not have as the first one does.
   *
   * @param count how many there were
   * @param listed the first of them, at most {@value #MAX_LISTED}, in the order they were noticed
   */
  public record Differences(long count, List<String> listed) {
    public Differences {
      listed = List.copyOf(listed);
    }

    public boolean isEmpty() {
      return count == 0;
    }
  }

  private RegistryMove(MovingStore store, SchemaRegistry registry) {
    this.store = store;
    this.registry = registry;
  }

  /**
   * Begins a move. Both stores belong to the registry then; if beginning fails they are closed.
   *
   * @param from what decides at first; it may have something already
   * @param to an empty store
   * @param opener opens the registry on a store
   * @throws InvalidInputException if {@code to} is not empty
   */
  public static RegistryMove begin(
      RegistryStore from,
      RegistryStore to,
      Identity identity,
      Function<RegistryStore, SchemaRegistry> opener) {
    MovingStore store = new MovingStore(from, to, identity);
    try {
      store.begin();
      return new RegistryMove(store, opener.apply(store));
    } catch (RuntimeException refused) {
      store.close();
      throw refused;
    }
  }

  /** The registry that moves. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** How far the move has come. */
  public Phase phase() {
    return store.phase();
  }

  /**
   * What went wrong with the second store. There is no mending it: begin anew, with an empty one.
   */
  public Differences differences() {
    return store.differences();
  }

  /**
   * Copies what the second store does not have yet. Whoever writes waits meanwhile, readers do not.
   * What is copied is durable on return.
   *
   * @throws IllegalTransitionException if it was done already
   * @throws RegistryException if a subject cannot be copied, as {@link StoreImport#read} says; the
   *     phase is as before, and it may be tried again; if it failed while what was observed or who
   *     uses what was copied, only as long as nothing more is observed or reported
   */
  public void seed() {
    registry.flush();
    store.seed();
  }

  /**
   * Lets the second store alone decide and answer from now on. Both are compared to the last byte
   * before, while writers wait; everything is durable on return.
   *
   * @throws IllegalTransitionException if the second store was not seeded, differs from the first
   *     one, or is in charge already; the phase is as before
   * @throws StoreException if one of the stores fails; likewise
   */
  public void cutOver() {
    registry.flush();
    store.cutOver();
  }
}
