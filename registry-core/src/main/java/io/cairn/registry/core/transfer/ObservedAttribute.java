package io.cairn.registry.core.transfer;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.OfAttribute;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.Window;
import io.cairn.registry.telemetry.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * An attribute as it is carried from store to store.
 *
 * @param attribute its tally counts at least what its windows do
 * @param windows the earliest first
 */
record ObservedAttribute(Signal signal, Attribute attribute, List<Window> windows) {
  ObservedAttribute {
    windows = List.copyOf(windows);
  }

  static ObservedAttribute read(TelemetryStore store, Signal signal, Attribute kept) {
    List<Window> windows = store.windows(signal, kept.key(), Long.MIN_VALUE, Long.MAX_VALUE);
    Tally tally = ObservedSignal.atLeast(kept.tally(), tallies(windows));
    int types = kept.types();
    for (Window window : windows) {
      types |= window.types();
    }
    return new ObservedAttribute(
        signal, new Attribute(kept.key(), tally, types, kept.peak(), kept.samples()), windows);
  }

  private static List<Tally> tallies(List<Window> windows) {
    return windows.stream().map(Window::tally).toList();
  }

  /** What makes it in a store that does not have it; the peak first, which stays of equals. */
  List<TelemetryDelta> deltas() {
    List<TelemetryDelta> deltas = new ArrayList<>();
    deltas.add(
        new OfAttribute(
            signal,
            attribute.key(),
            TelemetryDelta.NO_WINDOW,
            ObservedSignal.rest(attribute.tally(), tallies(windows)),
            attribute.types(),
            attribute.peak(),
            attribute.samples()));
    windows.forEach(one -> deltas.add(delta(one)));
    return deltas;
  }

  private TelemetryDelta delta(Window window) {
    StoredSketch sketch = window.sketch();
    return new OfAttribute(
        signal,
        attribute.key(),
        window.start(),
        window.tally(),
        window.types(),
        sketch.equals(StoredSketch.EMPTY) ? null : sketch,
        List.of());
  }
}
