package io.cairn.registry.core.discovery;

import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Counts and times what another discovery does. Thread-safe if that one is. */
final class MeasuredDiscovery implements Discovery {
  private final Discovery real;
  private final Recorder recorder;

  MeasuredDiscovery(Discovery real, Recorder recorder) {
    this.real = real;
    this.recorder = recorder;
  }

  @Override
  public Discovered discover(URI source) {
    return measured(source, () -> real.discover(source));
  }

  @Override
  public Discovered discover(URI source, DiscoveryOptions options) {
    return measured(source, () -> real.discover(source, options));
  }

  private Discovered measured(URI source, Supplier<Discovered> call) {
    recorder.count(Counter.DISCOVERIES, 1);
    Discovered found =
        recorder.measure(OperationKind.DISCOVERY, () -> ReadGuard.shown(source), call);
    recorder.discovered();
    return found;
  }

  @Override
  public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
    return recorder.measure(
        OperationKind.VALIDATION,
        () -> ReadGuard.shown(source),
        () -> real.validate(source, schema, options));
  }

  @Override
  public void invalidate(URI source) {
    real.invalidate(source);
  }

  @Override
  public void clear() {
    real.clear();
  }

  @Override
  public List<SchemaProvider> providers() {
    return real.providers();
  }
}
