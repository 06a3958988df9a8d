package io.cairn.registry.error;

/**
 * The registry was closed before or while the operation was under way; nothing of it was written.
 */
public final class RegistryClosedException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public RegistryClosedException() {
    super("The registry is closed; open it again to use it.");
  }
}
