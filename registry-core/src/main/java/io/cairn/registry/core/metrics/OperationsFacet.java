package io.cairn.registry.core.metrics;

import io.cairn.registry.SubjectListener;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.Measurements;
import io.cairn.registry.operation.Operations;
import io.cairn.registry.operation.SlowOperationListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What was recorded, and what the store says. */
final class OperationsFacet implements Operations {
  private final Recorder recorder;
  private final RegistryStore store;
  private final Discovery discovery;
  private final Supplier<List<String>> warnings;

  OperationsFacet(
      Recorder recorder,
      RegistryStore store,
      Discovery discovery,
      Supplier<List<String>> warnings) {
    this.recorder = recorder;
    this.store = store;
    this.discovery = discovery;
    this.warnings = warnings;
  }

  @Override
  public Measurements measurements() {
    return new Measurements(
        recorder.counters(), recorder.errors(), recorder.timings(), store.status());
  }

  @Override
  public Health health() {
    return HealthCheck.of(
        store.status(), discovery.providers(), warnings.get(), recorder.lastDiscovery());
  }

  @Override
  public SubjectListener.Subscription onSlow(Duration threshold, SlowOperationListener listener) {
    return recorder.slow().add(threshold, listener);
  }
}
