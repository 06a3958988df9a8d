package io.cairn.registry.discovery;

/**
 * Whether a provider can work at the moment.
 *
 * @param state up or down
 * @param detail for people; may be empty
 */
public record ProviderHealth(State state, String detail) {
  /** A healthy provider of which there is nothing to say. */
  public static final ProviderHealth UP = new ProviderHealth(State.UP, "");

  /** Up or down. */
  public enum State {
    UP,
    DOWN
  }
}
