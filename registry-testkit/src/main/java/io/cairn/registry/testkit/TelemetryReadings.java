package io.cairn.registry.testkit;

import io.cairn.registry.core.cardinality.CardinalitySketch;
import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.cardinality.ValueHasher;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.Details;
import io.cairn.registry.core.store.TelemetryStore.Estimates;
import io.cairn.registry.core.store.TelemetryStore.Known;
import io.cairn.registry.core.store.TelemetryStore.Template;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds to a telemetry store, and reads everything that it says. */
final class TelemetryReadings {
  private static final int PAGE = 3;

  private TelemetryReadings() {}

  static Tally tally(long count, long first, long last) {
    return new Tally(count, first, last);
  }

  /** The sketch of the numbers from one to before another. */
  static StoredSketch sketch(int from, int to) {
    ValueHasher hasher = ValueHasher.create();
    CardinalitySketch sketch = new CardinalitySketch();
    for (int i = from; i < to; i++) {
      sketch.add(hasher.hash((long) i));
    }
    return sketch.stored();
  }

  static Commit commit(TelemetryDelta... deltas) {
    return Commit.counts(Arrays.stream(deltas).map(Operation.AddTelemetry::new).toList());
  }

  static void add(RegistryStore store, TelemetryDelta... deltas) {
    Commits.commit(store, commit(deltas));
  }

  /** All pages of a query, of one signal each. */
  static List<SignalSummary> signals(TelemetryStore telemetry, SignalQuery query) {
    List<SignalSummary> all = new ArrayList<>();
    @Nullable SignalSummary after = null;
    while (true) {
      List<SignalSummary> page = telemetry.signals(query, after, 1);
      if (page.isEmpty()) {
        return all;
      }
      after = page.get(0);
      all.add(after);
    }
  }

  /** All pages of templates. */
  static List<Template> templates(TelemetryStore telemetry, @Nullable Signal signal, int size) {
    List<Template> all = new ArrayList<>();
    @Nullable Template after = null;
    while (true) {
      List<Template> page = telemetry.templates(signal, after, size);
      all.addAll(page);
      if (page.size() < size) {
        return all;
      }
      after = page.get(size - 1);
    }
  }

  static List<Known> known(TelemetryStore telemetry) {
    List<Known> known = new ArrayList<>();
    telemetry.forEachSignal(known::add);
    known.sort(Comparator.comparing(Known::signal));
    return known;
  }

  static Details details(TelemetryStore telemetry, Signal signal) {
    return telemetry.details(List.of(signal)).get(0);
  }

  /** What every read says, by what was asked; windows in a range, too. */
  static Map<String, Object> all(TelemetryStore telemetry, long from, long to) {
    Map<String, Object> all = new LinkedHashMap<>();
    List<Known> known = known(telemetry);
    all.put("known", known);
    List<Details> details =
        new ArrayList<>(telemetry.details(known.stream().map(Known::signal).toList()));
    details.sort(Comparator.comparing(Details::signal));
    all.put("details", details);
    all.put("conflicts", telemetry.conflicts());
    all.put("oldest window", telemetry.oldestWindow());
    List<Estimates> estimates = new ArrayList<>(telemetry.estimates(from, to));
    estimates.sort(Comparator.comparing(Estimates::signal).thenComparing(Estimates::key));
    all.put("estimates", estimates);
    all.put("templates", templates(telemetry, null, PAGE));
    for (SchemaKind kind : SchemaKind.values()) {
      all.put("signals " + kind, signals(telemetry, SignalQuery.of(kind)));
      all.put("most " + kind, signals(telemetry, SignalQuery.of(kind).mostObservedFirst()));
    }
    details.forEach(one -> addWindows(telemetry, one, from, to, all));
    return all;
  }

  private static void addWindows(
      TelemetryStore telemetry, Details of, long from, long to, Map<String, Object> all) {
    Signal signal = of.signal();
    all.put("count " + signal, telemetry.count(signal, from, to));
    all.put("windows " + signal, telemetry.windows(signal, from, to));
    all.put("presences " + signal, telemetry.presences(signal, from, to));
    all.put("miner " + signal, telemetry.minerState(signal));
    all.put("templates " + signal, templates(telemetry, signal, PAGE));
    for (Attribute attribute : of.attributes()) {
      all.put(
          "windows " + signal + " " + attribute.key(),
          telemetry.windows(signal, attribute.key(), from, to));
    }
  }

  /**
   * The same, but of each peak only how high it is: which of equal windows is the peak depends on
   * the order.
   */
  static Map<String, Object> withoutPeaks(Map<String, Object> all) {
    Map<String, Object> same = new LinkedHashMap<>(all);
    List<Object> lower = new ArrayList<>();
    for (Object one : (List<?>) all.getOrDefault("details", List.of())) {
      Details details = (Details) one;
      lower.add(new Details(details.signal(), details.tally(), details.aspects(), List.of()));
      for (Attribute each : details.attributes()) {
        lower.add(
            List.of(
                each.key(),
                each.tally(),
                each.types(),
                each.samples(),
                each.peak().cardinality().estimate()));
      }
    }
    same.put("details", lower);
    return same;
  }
}
