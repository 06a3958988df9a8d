package io.cairn.registry.core.lineage;

import io.cairn.registry.Subject;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.pages.PageEnd;
import io.cairn.registry.core.store.LineageStore.SubjectPlace;
import io.cairn.registry.lineage.Role;
import org.jspecify.annotations.Nullable;

/** Where pages end, as texts that say all there is to say: nothing is remembered for a caller. */
final class UsageCursors {
  private UsageCursors() {}

  static String of(SubjectPlace place) {
    return place.role() + ":" + place.subject();
  }

  static @Nullable SubjectPlace findPlace(PageRequest page) {
    return PageEnd.find(
        page,
        text -> {
          int colon = text.indexOf(':');
          return new SubjectPlace(
              Subject.parse(text.substring(colon + 1)), Role.valueOf(text.substring(0, colon)));
        });
  }

  static @Nullable Subject findSubject(PageRequest page) {
    return PageEnd.find(page, Subject::parse);
  }
}
