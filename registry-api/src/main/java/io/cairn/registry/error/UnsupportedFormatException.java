package io.cairn.registry.error;

/**
 * The file is not a registry, or one written in a format that this release does not know. It was
 * left untouched.
 */
public final class UnsupportedFormatException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public UnsupportedFormatException(String message) {
    super(message);
  }
}
