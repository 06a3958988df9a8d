package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.counts.Counts;

/** How often one stripe has seen a value of an aspect. Belongs to the stripe. */
final class SaidCell {
  final TrackedSaid said;
  final Counts counts = new Counts();

  SaidCell(TrackedSaid said) {
    this.said = said;
  }
}
