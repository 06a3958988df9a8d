package io.cairn.registry.error;

/**
 * A value given by the caller is not one the library takes. Nothing was done; correct the value
 * that the message names.
 */
public final class InvalidInputException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns {@code value} if it is well-formed Unicode without U+0000, which neither SQLite's shell
   * nor C programs read.
   *
   * @throws InvalidInputException if it is longer, has that character, or an unpaired surrogate
   */
  public static String requireUnicode(String what, String value, int maxLength) {
    if (value.length() > maxLength) {
      throw new InvalidInputException(
          "The "
              + what
              + " \""
              + abbreviate(value)
              + "\" has "
              + value.length()
              + " characters; at most "
              + maxLength
              + " are allowed.");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new InvalidInputException(
            "The "
                + what
                + " \""
                + abbreviate(value)
                + "\" has an unpaired surrogate at index "
                + i
                + "; give it as well-formed Unicode.");
      } else if (c == 0) {
        throw new InvalidInputException(
            "The "
                + what
                + " \""
                + abbreviate(value)
                + "\" has the character U+0000 at index "
                + i
                + "; remove it.");
      }
    }
    return value;
  }

  /**
   * Returns {@code value} if it is well-formed text without control characters.
   *
   * @param what the value's role, for the message
   * @param maxLength in UTF-16 characters
   * @throws InvalidInputException if it is longer, has a control character, or an unpaired
   *     surrogate
   */
  public static String requireText(String what, String value, int maxLength) {
    requireUnicode(what, value, maxLength);
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new InvalidInputException(
            "The "
                + what
                + " \""
                + abbreviate(value)
                + "\" has the control character U+"
                + String.format("%04X", (int) value.charAt(i))
                + " at index "
                + i
                + "; remove it.");
      }
    }
    return value;
  }

  /**
   * At most 80 characters of {@code value}, with everything unprintable escaped: safe to show and
   * to log.
   */
  public static String abbreviate(String value) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < value.length() && shown.length() < SHOWN; i++) {
      char c = value.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < value.length()
              && Character.isLowSurrogate(value.charAt(i + 1));
      if (pair) {
        shown.append(c).append(value.charAt(++i));
      } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.length() < SHOWN ? shown.toString() : shown + "…";
  }
}
