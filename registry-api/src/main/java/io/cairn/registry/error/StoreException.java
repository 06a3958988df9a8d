package io.cairn.registry.error;

import org.jspecify.annotations.Nullable;

/**
 * The store failed and <em>nothing of the operation was written</em>; it may be repeated once the
 * cause is gone.
 */
public final class StoreException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
