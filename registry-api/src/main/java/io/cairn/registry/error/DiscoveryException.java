package io.cairn.registry.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A source could not be read as data. Its reason says what kind of trouble it is; the message says
 * where and what to do.
 */
public final class DiscoveryException extends RegistryException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble a source is in. */
  public enum Reason {
    /** The URI has no scheme, one that no provider serves, or is not one its provider can read. */
    UNSUPPORTED_LOCATION,
    /** There is nothing at that place, or it may not be read. */
    UNREADABLE,
    /** There is something, without any data in it. */
    EMPTY,
    /** The bytes are of no known format; a binary file, say. */
    UNKNOWN_FORMAT,
    /** The bytes break the rules of their format. */
    MALFORMED,
    /** Reading on would exceed a limit of the options. */
    LIMIT_EXCEEDED,
    /** The time allowed has passed, or the calling thread was interrupted. */
    TIMED_OUT
  }

  private final Reason reason;
  private final URI source;

  public DiscoveryException(Reason reason, URI source, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.source = source;
  }

  public DiscoveryException(Reason reason, URI source, String message) {
    this(reason, source, message, null);
  }

  public Reason reason() {
    return reason;
  }

  public URI source() {
    return source;
  }
}
