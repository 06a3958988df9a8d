package io.cairn.registry.error;

/** What was asked for by name, number or id is not in the registry. */
public final class NotFoundException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public NotFoundException(String message) {
    super(message);
  }
}
