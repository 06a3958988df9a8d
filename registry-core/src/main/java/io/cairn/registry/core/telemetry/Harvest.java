package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.counts.Counts;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.templates.TemplateHarvest;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what all stripes have counted: one operation for each thing that has counts of its own,
 * however many observations there were. Not thread-safe; used once.
 */
final class Harvest {
  private final Redaction redaction;
  private final int maxSampleLength;
  private final Map<InWindow<TrackedSignal>, Counts> signals = new LinkedHashMap<>();
  private final Map<TrackedSaid, Counts> said = new LinkedHashMap<>();
  private final Map<InWindow<TrackedAttribute>, Values> attributes = new LinkedHashMap<>();
  private final Queue<Operation> templates = new ArrayDeque<>();

  private record InWindow<T>(T counted, long window) {}

  /** What an attribute had in one window. */
  private static final class Values {
    private final Counts counts = new Counts();
    private int types;
    private @Nullable StoredSketch sketch;
    private final Set<String> samples = new LinkedHashSet<>();

    void add(Taken taken) {
      counts.add(taken.tally());
      types |= taken.types();
      samples.addAll(taken.samples());
      StoredSketch values = taken.values();
      if (values != null) {
        sketch = sketch == null ? values : sketch.union(values);
      }
    }
  }

  Harvest(TelemetryOptions options) {
    redaction = options.redaction();
    maxSampleLength = options.maxSampleLength();
  }

  void addSignal(TrackedSignal signal, Taken taken) {
    signals
        .computeIfAbsent(new InWindow<>(signal, taken.window()), any -> new Counts())
        .add(taken.tally());
  }

  void add(SaidCell cell) {
    if (!cell.counts.isEmpty()) {
      said.computeIfAbsent(cell.said, any -> new Counts()).add(cell.counts.take());
    }
  }

  void addAttribute(TrackedAttribute attribute, Taken taken) {
    attributes
        .computeIfAbsent(new InWindow<>(attribute, taken.window()), any -> new Values())
        .add(taken);
  }

  /** Adds what was found in the bodies of some logs. */
  void add(Signal logs, TemplateHarvest found) {
    for (TemplateHarvest.Gone gone : found.gone()) {
      add(templates, new TelemetryDelta.TemplateGone(logs, gone.number(), gone.takenOverBy()));
    }
    for (TemplateHarvest.Counted counted : found.counted()) {
      add(
          templates,
          new TelemetryDelta.OfTemplate(
              logs,
              counted.template().number(),
              counted.template().path(),
              counted.template().text(),
              counted.template().example(),
              new Tally(counted.count(), counted.firstEpochMillis(), counted.lastEpochMillis())));
    }
  }

  /** All of it, in the order in which it is to be written. */
  Queue<Operation> operations() {
    Queue<Operation> all = new ArrayDeque<>();
    signals.forEach(
        (key, counts) ->
            add(all, new TelemetryDelta.OfSignal(key.counted.signal, key.window, counts.tally())));
    said.forEach(
        (key, counts) ->
            add(
                all,
                new TelemetryDelta.OfAspect(
                    key.signal.signal, key.aspect, key.value, counts.tally())));
    attributes.forEach((key, values) -> add(all, delta(key, values)));
    all.addAll(templates);
    return all;
  }

  private static void add(Queue<Operation> to, TelemetryDelta delta) {
    to.add(new Operation.AddTelemetry(delta));
  }

  private TelemetryDelta delta(InWindow<TrackedAttribute> key, Values values) {
    Signal signal = key.counted.signal.signal;
    return new TelemetryDelta.OfAttribute(
        signal,
        key.counted.key,
        key.window,
        values.counts.tally(),
        values.types,
        values.sketch,
        values.samples.stream()
            .map(sample -> redacted(signal, key.counted.key, sample))
            .filter(sample -> !sample.isEmpty())
            .distinct()
            .limit(TelemetryDelta.MAX_SAMPLES)
            .toList());
  }

  /** A redaction that fails lets nothing through. */
  private String redacted(Signal signal, AttributeKey key, String sample) {
    try {
      return Names.cut(redaction.sample(signal, key, sample), maxSampleLength);
    } catch (RuntimeException | Error failed) {
      return "";
    }
  }
}
