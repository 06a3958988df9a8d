package io.cairn.registry.core.metrics;

import io.cairn.registry.SubjectListener;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.Measurements;
import io.cairn.registry.operation.Operations;
import io.cairn.registry.operation.SlowOperationListener;
import java.time.Duration;

/** What was recorded, and what the store says. */
final class OperationsFacet implements Operations {
  private final Recorder recorder;
  private final RegistryStore store;
  private final Discovery discovery;

  OperationsFacet(Recorder recorder, RegistryStore store, Discovery discovery) {
    this.recorder = recorder;
    this.store = store;
    this.discovery = discovery;
  }

  @Override
  public Measurements measurements() {
    return new Measurements(
        recorder.counters(), recorder.errors(), recorder.timings(), store.status());
  }

  @Override
  public Health health() {
    return HealthCheck.of(store.status(), discovery.providers(), recorder.lastDiscovery());
  }

  @Override
  public SubjectListener.Subscription onSlow(Duration threshold, SlowOperationListener listener) {
    return recorder.slow().add(threshold, listener);
  }
}
