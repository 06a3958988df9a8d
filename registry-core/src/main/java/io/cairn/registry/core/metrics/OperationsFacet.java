package io.cairn.registry.core.metrics;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.operation.Measurements;
import io.cairn.registry.operation.Operations;

/** What was recorded, and what the store says. */
final class OperationsFacet implements Operations {
  private final Recorder recorder;
  private final RegistryStore store;

  OperationsFacet(Recorder recorder, RegistryStore store) {
    this.recorder = recorder;
    this.store = store;
  }

  @Override
  public Measurements measurements() {
    return new Measurements(
        recorder.counters(), recorder.errors(), recorder.timings(), store.status());
  }
}
