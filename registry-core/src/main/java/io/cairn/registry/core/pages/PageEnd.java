package io.cairn.registry.core.pages;

import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.error.InvalidInputException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads where the page before ended, which is a text that went out and came back. */
public final class PageEnd {
  private PageEnd() {}

  /**
   * What the request's text says; null for the first page.
   *
   * @throws InvalidInputException if the text cannot be read
   */
  public static <T> @Nullable T find(PageRequest page, Function<String, T> read) {
    if (page.after().isEmpty()) {
      return null;
    }
    try {
      return read.apply(page.after());
    } catch (InvalidInputException | IllegalArgumentException | IndexOutOfBoundsException foreign) {
      throw new InvalidInputException(
          "\""
              + InvalidInputException.abbreviate(page.after())
              + "\" is not where a page of this query ended; give the text as its page said, or"
              + " none.",
          foreign);
    }
  }
}
