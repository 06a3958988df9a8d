package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class TelemetryReads implements TelemetryStore {
  TelemetryReads(Reading pool) {}

  @Override
  public void forEachSignal(Consumer<Known> reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SignalSummary> signals(SignalQuery query, @Nullable SignalSummary after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Details> details(Collection<Signal> signals) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<AspectConflict> conflicts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long count(Signal signal, long from, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SignalWindow> windows(Signal signal, long from, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Presence> presences(Signal signal, long from, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Window> windows(Signal signal, AttributeKey key, long from, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Estimates> estimates(long from, long to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Template> templates(@Nullable Signal signal, @Nullable Template after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MinerState minerState(Signal signal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long oldestWindow() {
    throw new UnsupportedOperationException();
  }
}
