package io.cairn.registry.core.metrics;

import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.Health.Status;
import io.cairn.registry.operation.StoreStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes one judgement of what the parts of a registry say of themselves. */
final class HealthCheck {
  private HealthCheck() {}

  static Health of(Recorder.Parts parts, @Nullable Instant lastDiscovery) {
    try {
      return of(parts, parts.store().status(), lastDiscovery);
    } catch (RegistryClosedException closed) {
      String reason = String.valueOf(closed.getMessage());
      return new Health(
          Status.DOWN,
          List.of(reason),
          new StoreStatus(0, 0, null, 0, 0, reason),
          new TreeMap<>(),
          lastDiscovery,
          parts.cache().get());
    }
  }

  private static Health of(
      Recorder.Parts parts, StoreStatus store, @Nullable Instant lastDiscovery) {
    List<String> reasons = new ArrayList<>(store.warnings());
    reasons.addAll(parts.warnings().get());
    Status status = reasons.isEmpty() ? Status.UP : Status.DEGRADED;
    SortedMap<String, ProviderHealth> states = new TreeMap<>();
    for (SchemaProvider provider : parts.discovery().providers()) {
      ProviderHealth state = ask(provider);
      states.merge(provider.name(), state, HealthCheck::worse);
      if (state.state() == ProviderHealth.State.DOWN) {
        status = Status.DEGRADED;
        reasons.add(
            "The provider \""
                + provider.name()
                + "\" does not work"
                + (state.detail().isEmpty() ? "" : ": " + state.detail())
                + ".");
      }
    }
    if (!store.canWrite()) {
      status = Status.DOWN;
      reasons.add(0, store.failure());
    }
    return new Health(status, reasons, store, states, lastDiscovery, parts.cache().get());
  }

  /** A provider that breaks its contract does not break the answer. */
  private static ProviderHealth ask(SchemaProvider provider) {
    try {
      return provider.health();
    } catch (RuntimeException | LinkageError broken) {
      return new ProviderHealth(ProviderHealth.State.DOWN, "its health check threw " + broken);
    }
  }

  private static ProviderHealth worse(ProviderHealth some, ProviderHealth other) {
    return some.state() == ProviderHealth.State.DOWN ? some : other;
  }
}
