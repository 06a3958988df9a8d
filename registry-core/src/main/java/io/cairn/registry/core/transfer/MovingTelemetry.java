package io.cairn.registry.core.transfer;

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

/** What was observed, as the store says that is in charge at the time. */
final class MovingTelemetry implements TelemetryStore {
  private final Supplier<TelemetryStore> now;

  MovingTelemetry(Supplier<TelemetryStore> now) {
    this.now = now;
  }

  @Override
  public void forEachSignal(Consumer<Known> reader) {
    now.get().forEachSignal(reader);
  }

  @Override
  public List<SignalSummary> signals(SignalQuery query, @Nullable SignalSummary after, int limit) {
    return now.get().signals(query, after, limit);
  }

  @Override
  public List<Details> details(Collection<Signal> signals) {
    return now.get().details(signals);
  }

  @Override
  public List<AspectConflict> conflicts() {
    return now.get().conflicts();
  }

  @Override
  public long count(Signal signal, long from, long to) {
    return now.get().count(signal, from, to);
  }

  @Override
  public List<SignalWindow> windows(Signal signal, long from, long to) {
    return now.get().windows(signal, from, to);
  }

  @Override
  public List<Presence> presences(Signal signal, long from, long to) {
    return now.get().presences(signal, from, to);
  }

  @Override
  public List<Window> windows(Signal signal, AttributeKey key, long from, long to) {
    return now.get().windows(signal, key, from, to);
  }

  @Override
  public List<Estimates> estimates(long from, long to) {
    return now.get().estimates(from, to);
  }

  @Override
  public List<Template> templates(@Nullable Signal signal, @Nullable Template after, int limit) {
    return now.get().templates(signal, after, limit);
  }

  @Override
  public MinerState minerState(Signal signal) {
    return now.get().minerState(signal);
  }

  @Override
  public long oldestWindow() {
    return now.get().oldestWindow();
  }
}
