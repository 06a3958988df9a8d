package io.cairn.registry.core.telemetry;

import io.cairn.registry.telemetry.AttributeKey;

/** An attribute of a signal that there is room for. Compared by identity. */
final class TrackedAttribute {
  final TrackedSignal signal;
  final AttributeKey key;

  TrackedAttribute(TrackedSignal signal, AttributeKey key) {
    this.signal = signal;
    this.key = key;
  }
}
