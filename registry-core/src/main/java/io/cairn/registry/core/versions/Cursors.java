package io.cairn.registry.core.versions;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.pages.PageEnd;
import io.cairn.registry.core.store.CatalogStore.FieldPosition;
import org.jspecify.annotations.Nullable;

/** Where pages end, as texts that say all there is to say: nothing is remembered for a caller. */
final class Cursors {
  private Cursors() {}

  /** A text with all numbers first, so that what follows may have any characters. */
  private static String of(int ordinal, int number, String text) {
    return ordinal + ":" + number + ":" + text;
  }

  static String of(Target target) {
    if (target instanceof Target.OfField field) {
      return of(field.ordinal(), 0, field.subject().toString());
    } else if (target instanceof Target.OfVersion of) {
      return of(0, of.version().version(), of.subject().toString());
    }
    return of(0, 0, target.subject().toString());
  }

  static String of(FieldPosition position) {
    return of(
        position.ordinal(),
        position.since(),
        position.key().length() + ":" + position.key() + position.subject());
  }

  /** The number before which to go on; the highest there is at the start. */
  static long number(PageRequest page) {
    Long number = PageEnd.find(page, Long::valueOf);
    return number == null ? Long.MAX_VALUE : number;
  }

  static @Nullable Subject findSubject(PageRequest page) {
    return PageEnd.find(page, Subject::parse);
  }

  static @Nullable VersionRef findVersion(PageRequest page) {
    return PageEnd.find(
        page,
        text -> {
          int hash = text.lastIndexOf('#');
          return new VersionRef(
              Subject.parse(text.substring(0, hash)), Integer.parseInt(text.substring(hash + 1)));
        });
  }

  static @Nullable Target findTarget(PageRequest page) {
    return PageEnd.find(
        page,
        text -> {
          Parts parts = Parts.of(text);
          Subject subject = Subject.parse(parts.text);
          if (parts.ordinal > 0) {
            return new Target.OfField(subject, parts.ordinal);
          }
          return parts.number > 0
              ? Target.of(new VersionRef(subject, parts.number))
              : Target.of(subject);
        });
  }

  static @Nullable FieldPosition findField(PageRequest page) {
    return PageEnd.find(
        page,
        text -> {
          Parts parts = Parts.of(text);
          int colon = parts.text.indexOf(':');
          int end = colon + 1 + Integer.parseInt(parts.text.substring(0, colon));
          return new FieldPosition(
              parts.text.substring(colon + 1, end),
              Subject.parse(parts.text.substring(end)),
              parts.ordinal,
              parts.number);
        });
  }

  private record Parts(int ordinal, int number, String text) {
    static Parts of(String text) {
      int first = text.indexOf(':');
      int second = text.indexOf(':', first + 1);
      return new Parts(
          Integer.parseInt(text.substring(0, first)),
          Integer.parseInt(text.substring(first + 1, second)),
          text.substring(second + 1));
    }
  }
}
