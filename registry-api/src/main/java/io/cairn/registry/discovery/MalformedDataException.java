package io.cairn.registry.discovery;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes break the rules of their format; the message says which rule and where. Checked: discovery
 * turns it into its own error.
 */
public final class MalformedDataException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
