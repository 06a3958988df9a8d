package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.Details;
import io.cairn.registry.core.store.TelemetryStore.Template;
import io.cairn.registry.telemetry.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that was observed, as it is carried from store to store. */
final class Observed {
  private static final int TEMPLATES_A_PAGE = 1_000;

  private Observed() {}

  /** Takes signal by signal, each with its attributes, then its templates, in their order. */
  interface Sink {
    void on(ObservedSignal signal);

    void on(ObservedAttribute attribute);

    void on(OfTemplate template);

    /** The signal is complete; says how many numbers of templates were used. */
    void on(End end);
  }

  /**
   * The end of a signal, by which it is known to be complete.
   *
   * @param lastTemplate the highest number of a template there ever was
   */
  record End(Signal signal, int attributes, int templates, long lastTemplate) {}

  static NavigableSet<Signal> signals(TelemetryStore store) {
    NavigableSet<Signal> signals = new TreeSet<>();
    store.forEachSignal(known -> signals.add(known.signal()));
    return signals;
  }

  static void read(TelemetryStore store, Signal signal, Sink sink) {
    for (Details details : store.details(List.of(signal))) {
      sink.on(ObservedSignal.read(store, details));
      for (Attribute attribute : details.attributes()) {
        sink.on(ObservedAttribute.read(store, signal, attribute));
      }
      List<OfTemplate> templates = templates(store, signal);
      templates.forEach(sink::on);
      long last = templates.isEmpty() ? 0 : store.minerState(signal).lastNumber();
      sink.on(new End(signal, details.attributes().size(), templates.size(), last));
    }
  }

  /** By their numbers, which are never used again, so that counting on does not move them. */
  static List<OfTemplate> templates(TelemetryStore store, Signal signal) {
    List<OfTemplate> all = new ArrayList<>();
    @Nullable Template after = null;
    List<Template> page;
    do {
      page = store.templates(signal, after, TEMPLATES_A_PAGE);
      for (Template one : page) {
        all.add(
            new OfTemplate(
                signal, one.number(), one.path(), one.template(), one.example(), one.tally()));
        after = one;
      }
    } while (page.size() == TEMPLATES_A_PAGE);
    all.sort(Comparator.comparing(OfTemplate::number));
    return all;
  }
}
