package io.cairn.registry.core.metrics;

import io.cairn.registry.SubjectListener;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.Measurements;
import io.cairn.registry.operation.Operations;
import io.cairn.registry.operation.SlowOperationListener;
import java.time.Duration;

/** What was recorded, and what the store says. */
final class OperationsFacet implements Operations {
  private final Recorder recorder;
  private final Recorder.Parts parts;

  OperationsFacet(Recorder recorder, Recorder.Parts parts) {
    this.recorder = recorder;
    this.parts = parts;
  }

  @Override
  public Measurements measurements() {
    return new Measurements(
        recorder.counters(),
        recorder.errors(),
        recorder.timings(),
        parts.store().status(),
        parts.cache().get());
  }

  @Override
  public Health health() {
    return HealthCheck.of(parts, recorder.lastDiscovery());
  }

  @Override
  public SubjectListener.Subscription onSlow(Duration threshold, SlowOperationListener listener) {
    return recorder.slow().add(threshold, listener);
  }
}
