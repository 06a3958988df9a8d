package io.cairn.registry.error;

/**
 * The operation is not allowed in the state that the subject or version is in; the message names
 * the state and the way out.
 */
public final class IllegalTransitionException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public IllegalTransitionException(String message) {
    super(message);
  }
}
