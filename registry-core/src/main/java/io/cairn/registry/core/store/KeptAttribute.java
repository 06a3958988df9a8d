package io.cairn.registry.core.store;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.Presence;
import io.cairn.registry.core.store.TelemetryStore.Window;
import io.cairn.registry.telemetry.AttributeKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What a memory store keeps of an attribute. Not thread-safe. */
final class KeptAttribute {
  private Tally tally = KeptSignal.NOTHING;
  private int types;
  private StoredSketch peak = StoredSketch.EMPTY;
  private final Set<String> samples = new LinkedHashSet<>();
  private final NavigableMap<Long, Kept> windows = new TreeMap<>();

  /** A window. */
  record Kept(Tally tally, int types, StoredSketch sketch) {
    Kept plus(Kept more) {
      return new Kept(tally.plus(more.tally), types | more.types, sketch.union(more.sketch));
    }
  }

  void add(TelemetryDelta.OfAttribute delta) {
    tally = tally.plus(delta.tally());
    types |= delta.types();
    delta.samples().stream()
        .takeWhile(any -> samples.size() < TelemetryDelta.MAX_SAMPLES)
        .forEach(samples::add);
    StoredSketch sketch = delta.sketch() == null ? StoredSketch.EMPTY : delta.sketch();
    if (delta.window() == TelemetryDelta.NO_WINDOW) {
      raisePeak(sketch);
    } else {
      Kept more = new Kept(delta.tally(), delta.types(), sketch);
      raisePeak(windows.merge(delta.window(), more, Kept::plus).sketch());
    }
  }

  private void raisePeak(StoredSketch sketch) {
    if (KeptSignal.estimate(sketch) > KeptSignal.estimate(peak)) {
      peak = sketch;
    }
  }

  Attribute details(AttributeKey key) {
    return new Attribute(key, tally, types, peak, List.copyOf(samples));
  }

  void addPresence(AttributeKey key, long from, long to, List<Presence> present) {
    windows.subMap(from, to).values().stream()
        .reduce(Kept::plus)
        .ifPresent(all -> present.add(new Presence(key, all.tally().count(), all.types())));
  }

  List<Window> windows(long from, long to) {
    return windows.subMap(from, to).entrySet().stream()
        .map(one -> window(one.getKey(), one.getValue()))
        .toList();
  }

  private static Window window(long start, Kept kept) {
    return new Window(start, kept.tally(), kept.types(), kept.sketch());
  }

  /** Its windows, to be changed. */
  NavigableMap<Long, Kept> windows() {
    return windows;
  }
}
