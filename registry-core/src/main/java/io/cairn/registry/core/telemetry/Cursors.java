package io.cairn.registry.core.telemetry;

import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.pages.PageEnd;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryStore.Template;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalSummary;
import org.jspecify.annotations.Nullable;

/** Where pages end, as texts that say all there is to say. */
final class Cursors {
  private static final Tally NONE = new Tally(0, 0, 0);

  private Cursors() {}

  static String of(SignalSummary last) {
    return last.seen().count() + ":0:" + text(last.signal());
  }

  static String of(Template last) {
    return last.tally().count() + ":" + last.number() + ":" + text(last.signal());
  }

  private static String text(Signal signal) {
    return signal.variant().length() + ":" + signal.variant() + signal.name();
  }

  static @Nullable SignalSummary findSignal(PageRequest page, SchemaKind kind) {
    return PageEnd.find(
        page,
        text -> {
          Place place = Place.of(text);
          return new SignalSummary(
              place.signal(kind), new Tally(place.count, NONE.first(), NONE.last()).seen());
        });
  }

  static @Nullable Template findTemplate(PageRequest page) {
    return PageEnd.find(
        page,
        text -> {
          Place place = Place.of(text);
          return new Template(
              place.signal(SchemaKind.LOG),
              place.number,
              "",
              "",
              "",
              new Tally(place.count, NONE.first(), NONE.last()),
              0);
        });
  }

  private record Place(long count, long number, String text) {
    static Place of(String text) {
      int first = text.indexOf(':');
      int second = text.indexOf(':', first + 1);
      return new Place(
          Long.parseLong(text.substring(0, first)),
          Long.parseLong(text.substring(first + 1, second)),
          text.substring(second + 1));
    }

    Signal signal(SchemaKind kind) {
      int colon = text.indexOf(':');
      int end = colon + 1 + Integer.parseInt(text.substring(0, colon));
      return new Signal(kind, text.substring(end), text.substring(colon + 1, end));
    }
  }
}
