package io.cairn.registry.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this library throws on purpose. Unchecked; each subclass stands for one
 * distinct reaction of the caller, and carries as data what its message says.
 */
public abstract class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected RegistryException(String message) {
    super(message);
  }

  protected RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
