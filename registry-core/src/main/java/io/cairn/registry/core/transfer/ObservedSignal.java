package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.OfSignal;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Details;
import io.cairn.registry.core.store.TelemetryStore.SignalWindow;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.Seen;
import io.cairn.registry.telemetry.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * A signal as it is carried from store to store, but for its attributes and templates.
 *
 * @param tally counts at least what its windows do
 * @param aspects in the order of {@link Details}
 * @param windows the earliest first
 */
record ObservedSignal(
    Signal signal, Tally tally, List<AspectValue> aspects, List<SignalWindow> windows) {
  ObservedSignal {
    aspects = List.copyOf(aspects);
    windows = List.copyOf(windows);
  }

  static ObservedSignal read(TelemetryStore store, Details details) {
    List<SignalWindow> windows = store.windows(details.signal(), Long.MIN_VALUE, Long.MAX_VALUE);
    List<Tally> tallies = windows.stream().map(SignalWindow::tally).toList();
    return new ObservedSignal(
        details.signal(), atLeast(details.tally(), tallies), details.aspects(), windows);
  }

  /** The whole, or what its parts say together if they were counted on meanwhile. */
  static Tally atLeast(Tally whole, List<Tally> parts) {
    return parts.stream()
        .reduce(Tally::plus)
        .map(
            together ->
                new Tally(
                    Math.max(whole.count(), together.count()),
                    Math.min(whole.first(), together.first()),
                    Math.max(whole.last(), together.last())))
        .orElse(whole);
  }

  /** What is in none of the parts. */
  static Tally rest(Tally whole, List<Tally> parts) {
    long inParts = parts.stream().mapToLong(Tally::count).sum();
    return new Tally(whole.count() - inParts, whole.first(), whole.last());
  }

  /** What makes it in a store that does not have it. */
  List<TelemetryDelta> deltas() {
    List<TelemetryDelta> deltas = new ArrayList<>();
    List<Tally> tallies = windows.stream().map(SignalWindow::tally).toList();
    deltas.add(new OfSignal(signal, TelemetryDelta.NO_WINDOW, rest(tally, tallies)));
    windows.forEach(one -> deltas.add(new OfSignal(signal, one.start(), one.tally())));
    aspects.forEach(
        one ->
            deltas.add(
                new TelemetryDelta.OfAspect(signal, one.aspect(), one.value(), tally(one.seen()))));
    return deltas;
  }

  static Tally tally(Seen seen) {
    return new Tally(seen.count(), seen.first().toEpochMilli(), seen.last().toEpochMilli());
  }
}
