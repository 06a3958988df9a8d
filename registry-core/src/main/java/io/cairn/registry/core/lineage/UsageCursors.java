package io.cairn.registry.core.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.store.LineageStore.SubjectPlace;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.lineage.Role;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where pages end, as texts that say all there is to say: nothing is remembered for a caller. */
final class UsageCursors {
  private UsageCursors() {}

  static String of(SubjectPlace place) {
    return place.role() + ":" + place.subject();
  }

  static @Nullable SubjectPlace findPlace(PageRequest page) {
    return parse(
        page,
        text -> {
          int colon = text.indexOf(':');
          return new SubjectPlace(
              Subject.parse(text.substring(colon + 1)), Role.valueOf(text.substring(0, colon)));
        });
  }

  static @Nullable Subject findSubject(PageRequest page) {
    return parse(page, Subject::parse);
  }

  /** What the request's text says; null for the first page. */
  private static <T> @Nullable T parse(PageRequest page, Function<String, T> read) {
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
