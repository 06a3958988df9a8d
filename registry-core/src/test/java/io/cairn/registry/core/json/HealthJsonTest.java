package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.operation.CacheStatus;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.StoreStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The shape that others rely on, letter by letter. */
@Tag("O2")
class HealthJsonTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void aHealthHasThisShape() {
    StoreStatus.Batch last = new StoreStatus.Batch(3, NOON, Duration.ofMillis(2));
    Health health =
        new Health(
            Health.Status.DEGRADED,
            List.of("The provider \"lake\" does not work: no route to host."),
            new StoreStatus(2, 5, last, 1_000, 24, ""),
            new TreeMap<>(
                Map.of(
                    "lake",
                    new ProviderHealth(ProviderHealth.State.DOWN, "no route to host"),
                    "files",
                    ProviderHealth.UP)),
            NOON.minusSeconds(60),
            new CacheStatus(12, 250_040, 2, 1, 1, 0, 0));

    assertThat(HealthJson.write(health))
        .isEqualTo(
            """
            {"status":"DEGRADED",\
            "reasons":["The provider \\"lake\\" does not work: no route to host."],\
            "cache":{"entries":12,"hit_rate":0.6667,"memory_mb":0.25},\
            "providers":{"files":"UP","lake":"DOWN"},\
            "last_discovery":"2026-01-01T11:59:00Z",\
            "store":{"queue":7,"last_commit":"2026-01-01T12:00:00Z","size":1024}}""");
  }

  @Test
  void whatNeverHappenedIsNull() {
    Health health =
        new Health(
            Health.Status.UP,
            List.of(),
            new StoreStatus(0, 0, null, 0, 0, ""),
            new TreeMap<>(),
            null,
            CacheStatus.OFF);

    assertThat(HealthJson.write(health))
        .isEqualTo(
            """
            {"status":"UP","reasons":[],"cache":{"entries":0,"hit_rate":0.0,"memory_mb":0.0},\
            "providers":{},"last_discovery":null,\
            "store":{"queue":0,"last_commit":null,"size":0}}""");
  }
}
