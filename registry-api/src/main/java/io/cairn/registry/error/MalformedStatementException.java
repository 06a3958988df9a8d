package io.cairn.registry.error;

import org.jspecify.annotations.Nullable;

/**
 * The text is not a statement that is understood. Nothing was done; correct what stands at the
 * {@linkplain #position position}.
 */
public final class MalformedStatementException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final int position;
  private final String found;
  private final String expected;

  /** Says that something else was expected. */
  public MalformedStatementException(
      int position, String found, String expected, @Nullable Throwable cause) {
    super(
        "Cannot read the statement at character "
            + position
            + ": "
            + InvalidInputException.abbreviate(found)
            + " stands where "
            + expected
            + " belongs.",
        cause);
    this.position = position;
    this.found = found;
    this.expected = expected;
  }

  /** Where it stands: the number of the UTF-16 character, from 1. */
  public int position() {
    return position;
  }

  /** What stands there, as it was written; "the end" for the end of the text. */
  public String found() {
    return found;
  }

  /** What belongs there instead, for people. */
  public String expected() {
    return expected;
  }
}
