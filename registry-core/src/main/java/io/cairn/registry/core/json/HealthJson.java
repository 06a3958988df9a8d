package io.cairn.registry.core.json;

import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.StoreStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registry's health as JSON, for an endpoint of the program that embeds it.
 *
 * <pre>
 * {"status":"DEGRADED","reasons":["The provider \"lake\" does not work: no route to host."],
 *  "cache":{"entries":12,"hit_rate":0.98,"memory_mb":0.25},
 *  "providers":{"files":"UP","lake":"DOWN"},"last_discovery":"2026-01-01T00:00:00Z",
 *  "store":{"queue":2,"last_commit":"2026-01-01T00:00:05Z","size":147456}}
 * </pre>
 *
 * <p>{@code queue} counts everything that waits to be written, and {@code size} is in bytes, the
 * log included. The cache's hit rate is from 0 to 1, and its memory estimated. What never happened
 * is null. It is not read back. Stateless and thread-safe.
 */
public final class HealthJson {
  private static final double BYTES_OF_MB = 1_000_000;
  private static final double DECIMALS = 10_000;

  private HealthJson() {}

  /** The JSON text of a registry's health. */
  public static String write(Health health) {
    StoreStatus store = health.store();
    StoreStatus.Batch last = store.lastBatch();
    return JsonText.write(
        "health",
        json -> {
          json.writeStartObject();
          json.writeStringField("status", health.status().name());
          json.writeArrayFieldStart("reasons");
          for (String reason : health.reasons()) {
            json.writeString(reason);
          }
          json.writeEndArray();
          json.writeObjectFieldStart("cache");
          json.writeNumberField("entries", health.cache().entries());
          json.writeNumberField("hit_rate", rounded(health.cache().hitRate()));
          json.writeNumberField("memory_mb", rounded(health.cache().bytes() / BYTES_OF_MB));
          json.writeEndObject();
          json.writeObjectFieldStart("providers");
          for (Map.Entry<String, ProviderHealth> one : health.providers().entrySet()) {
            json.writeStringField(one.getKey(), one.getValue().state().name());
          }
          json.writeEndObject();
          json.writeStringField("last_discovery", text(health.lastDiscovery()));
          json.writeObjectFieldStart("store");
          json.writeNumberField("queue", store.waitingChanges() + store.waitingCounts());
          json.writeStringField("last_commit", text(last == null ? null : last.at()));
          json.writeNumberField("size", store.fileBytes() + store.logBytes());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static double rounded(double value) {
    return Math.round(value * DECIMALS) / DECIMALS;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
