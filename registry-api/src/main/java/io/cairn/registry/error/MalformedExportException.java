package io.cairn.registry.error;

import org.jspecify.annotations.Nullable;

/**
 * What was to be imported is not a whole export: a line breaks the rules, or lines are missing at
 * the end. What stands before the {@linkplain #line line} is imported; with a whole export the
 * import goes on from there.
 */
public final class MalformedExportException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final long line;

  public MalformedExportException(long line, String problem, @Nullable Throwable cause) {
    super("Cannot import line " + line + ": " + problem + " Export again.", cause);
    this.line = line;
  }

  /** The number of the line, from 1. */
  public long line() {
    return line;
  }
}
