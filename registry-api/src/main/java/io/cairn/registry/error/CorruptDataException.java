package io.cairn.registry.error;

import org.jspecify.annotations.Nullable;

/**
 * What the store gave back is not what was written: bytes no longer match their identity, or cannot
 * be decoded.
 */
public final class CorruptDataException extends RegistryException {
  private static final long serialVersionUID = 1L;

  public CorruptDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
