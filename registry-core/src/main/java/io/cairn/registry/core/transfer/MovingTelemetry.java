package io.cairn.registry.core.transfer;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reads of what was observed, of the store that is in charge. */
final class MovingTelemetry implements TelemetryStore {
  private final Supplier<RegistryStore> inCharge;

  MovingTelemetry(Supplier<RegistryStore> inCharge) {
    this.inCharge = inCharge;
  }

  private TelemetryStore now() {
    return inCharge.get().telemetry();
  }

  @Override
  public void forEachSignal(Consumer<Known> reader) {
    now().forEachSignal(reader);
  }

  @Override
  public List<SignalSummary> signals(SignalQuery query, @Nullable SignalSummary after, int limit) {
    return now().signals(query, after, limit);
  }

  @Override
  public List<Details> details(Collection<Signal> signals) {
    return now().details(signals);
  }

  @Override
  public List<AspectConflict> conflicts() {
    return now().conflicts();
  }

  @Override
  public long count(Signal signal, long from, long to) {
    return now().count(signal, from, to);
  }

  @Override
  public List<SignalWindow> windows(Signal signal, long from, long to) {
    return now().windows(signal, from, to);
  }

  @Override
  public List<Presence> presences(Signal signal, long from, long to) {
    return now().presences(signal, from, to);
  }

  @Override
  public List<Window> windows(Signal signal, AttributeKey key, long from, long to) {
    return now().windows(signal, key, from, to);
  }

  @Override
  public List<Estimates> estimates(long from, long to) {
    return now().estimates(from, to);
  }

  @Override
  public List<Template> templates(@Nullable Signal signal, @Nullable Template after, int limit) {
    return now().templates(signal, after, limit);
  }

  @Override
  public MinerState minerState(Signal signal) {
    return now().minerState(signal);
  }

  @Override
  public long oldestWindow() {
    return now().oldestWindow();
  }
}
