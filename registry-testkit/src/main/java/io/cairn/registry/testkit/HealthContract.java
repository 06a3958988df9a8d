package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.discovery.DiscoveryEngine;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.Operations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether a registry says that it can go on. */
public interface HealthContract extends StoreUnderTest {

  private static Discovery lake(Supplier<ProviderHealth> health) {
    return DiscoveryEngine.builder().provider(new Lake(health)).build();
  }

  private SchemaRegistry openWith(Discovery discovery, TestClock clock) {
    RegistryStore store = openStore();
    return EmbeddedRegistry.builder(store).clock(clock).discovery(discovery).build();
  }

  @Test
  @Tag("O2")
  default void aHealthyRegistryIsUpAndSaysWhatItLookedAt() {
    try (SchemaRegistry registry = openWith(lake(() -> ProviderHealth.UP), new TestClock())) {
      registry.register(ORDERS, V1);
      Health health = registry.operations().health();

      assertThat(health.status()).isEqualTo(Health.Status.UP);
      assertThat(health.reasons()).isEmpty();
      assertThat(health.providers()).containsOnlyKeys("files", "lake");
      assertThat(health.store().lastBatch()).isNotNull();
      assertThat(health.lastDiscovery()).isNull();
    }
  }

  @Test
  @Tag("O2")
  default void aFailingProviderDegradesTheRegistry() {
    ProviderHealth down = new ProviderHealth(ProviderHealth.State.DOWN, "no route to host");
    try (SchemaRegistry registry = openWith(lake(() -> down), new TestClock())) {
      Health health = registry.operations().health();

      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health.reasons())
          .containsExactly("The provider \"lake\" does not work: no route to host.");
      assertThat(health.providers()).containsEntry("lake", down);
    }
  }

  @Test
  @Tag("O2")
  default void aProviderWhoseHealthThrowsIsDown() {
    Supplier<ProviderHealth> broken =
        () -> {
          throw new IllegalStateException("broken");
        };
    try (SchemaRegistry registry = openWith(lake(broken), new TestClock())) {
      Health health = registry.operations().health();

      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health.reasons()).singleElement().asString().contains("lake", "broken");
    }
  }

  @Test
  @Tag("O2")
  default void theLastDiscoveryIsTheLastThatSucceeded() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openWith(lake(() -> ProviderHealth.UP), clock)) {
      clock.advance(Duration.ofSeconds(5));
      Discovered unused = registry.discover(URI.create("lake:orders"));
      clock.advance(Duration.ofSeconds(5));
      assertThatThrownBy(() -> registry.discover(URI.create("nothing:there"))).isNotNull();

      assertThat(registry.operations().health().lastDiscovery())
          .isEqualTo(TestClock.START.plusSeconds(5));
    }
  }

  @Test
  @Tag("O2")
  default void aClosedRegistryIsDown() {
    SchemaRegistry registry = openRegistry();
    Operations kept = registry.operations();
    registry.close();

    for (Operations operations : List.of(kept, registry.operations())) {
      Health health = operations.health();
      assertThat(health.status()).isEqualTo(Health.Status.DOWN);
      assertThat(health.reasons()).singleElement().asString().contains("closed");
      assertThat(health.store().canWrite()).isFalse();
    }
  }
}
