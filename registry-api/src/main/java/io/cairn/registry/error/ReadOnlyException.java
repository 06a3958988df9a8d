package io.cairn.registry.error;

/**
 * The registry was opened for reading alone, so that nothing was written. Change it where it is
 * open for writing; whoever reads follows.
 */
public final class ReadOnlyException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public ReadOnlyException(String message) {
    super(message);
  }
}
