package io.cairn.registry.core.telemetry;

import io.cairn.registry.telemetry.Aspect;

/** A value of a signal's aspect that there is room for. Compared by identity. */
final class TrackedSaid {
  final TrackedSignal signal;
  final Aspect aspect;
  final String value;

  TrackedSaid(TrackedSignal signal, Aspect aspect, String value) {
    this.signal = signal;
    this.aspect = aspect;
    this.value = value;
  }
}
