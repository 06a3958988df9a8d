package io.cairn.registry.error;

import org.jspecify.annotations.Nullable;

/**
 * The store failed while it committed: the operation may or may not be durable. Open the registry
 * again and look; registering the same content again is always safe.
 */
public final class CommitOutcomeUnknownException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public CommitOutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
