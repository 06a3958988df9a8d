package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.operation.Counter;
import io.cairn.registry.operation.Measurements;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.operation.Operations;
import io.cairn.registry.operation.StoreStatus;
import io.cairn.registry.operation.Timing;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is counted and timed, each event once. */
public interface MeasurementsContract extends StoreUnderTest {

  @Test
  @Tag("O1")
  default void aNewRegistryHasCountedNothing() {
    try (SchemaRegistry registry = openRegistry()) {
      Measurements none = registry.operations().measurements();

      assertThat(none.counters()).containsOnlyKeys(Counter.values()).values().containsOnly(0L);
      assertThat(none.timings())
          .containsOnlyKeys(OperationKind.values())
          .values()
          .containsOnly(Timing.NONE);
      assertThat(none.errors()).isEmpty();
      assertThat(none.store().canWrite()).isTrue();
    }
  }

  @Test
  @Tag("O1")
  default void countersHaveTheNamesThatDashboardsKnow() {
    assertThat(Counter.values())
        .extracting(Counter::metricName)
        .containsExactly(
            "schema_registry_discoveries_total",
            "schema_evolution_compatibility_checks",
            "schema_registry_cache_hits",
            "schema_registry_cache_misses",
            "schema_registry_body_loads",
            "schema_registry_body_load_failures",
            "schema_registry_body_evictions");
    assertThat(Measurements.ERRORS).isEqualTo("schema_registry_errors");
  }

  @Test
  @Tag("O1")
  default void everyVerdictIsCountedOnce() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(verdictsOf(registry, () -> registry.register(ORDERS, V1))).isEqualTo(1);
      assertThat(verdictsOf(registry, () -> registry.register(ORDERS, V1))).isZero();
      assertThat(verdictsOf(registry, () -> registry.evolution().check(ORDERS, V1))).isEqualTo(1);
      assertThat(verdictsOf(registry, () -> registry.evolution().check(ORDERS, V2))).isEqualTo(1);
      assertThat(verdictsOf(registry, () -> registry.evolution().canRead(V1, V2))).isEqualTo(1);
      assertThat(verdictsOf(registry, () -> registry.register(ORDERS, BREAKING))).isEqualTo(1);
      assertThat(
              verdictsOf(
                  registry,
                  () ->
                      registry
                          .schemas()
                          .registerAll(
                              List.of(
                                  RegistrationRequest.of(ORDERS, V2),
                                  RegistrationRequest.of(CUSTOMERS, V1),
                                  RegistrationRequest.of(ORDERS, V1)))))
          .isEqualTo(2);
      assertThat(
              verdictsOf(
                  registry, () -> registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL)))
          .isZero();
    }
  }

  private static long verdictsOf(SchemaRegistry registry, Runnable operation) {
    long before = registry.operations().measurements().count(Counter.COMPATIBILITY_CHECKS);
    Throwable unused = catchThrowable(operation::run);
    return registry.operations().measurements().count(Counter.COMPATIBILITY_CHECKS) - before;
  }

  @Test
  @Tag("O1")
  default void aRegistrationDecidedAgainCountsOnceAndEachOfItsCommits() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      store.failNext(Fault.CONFLICT, Fault.CONFLICT);
      registry.register(ORDERS, V1);
      Measurements measured = registry.operations().measurements();

      assertThat(measured.count(Counter.COMPATIBILITY_CHECKS)).isEqualTo(1);
      assertThat(measured.timing(OperationKind.REGISTRATION).count()).isEqualTo(1);
      assertThat(measured.timing(OperationKind.COMMIT).count()).isEqualTo(3);
      assertThat(measured.errors()).isEmpty();
    }
  }

  @Test
  @Tag("O1")
  default void everyErrorIsCountedOnceByItsType() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      registry.register(ORDERS, V1);
      store.failNext(Fault.NOT_WRITTEN, Fault.UNKNOWN_NOT_WRITTEN);
      assertThat(catchThrowable(() -> registry.register(ORDERS, V2))).isNotNull();
      assertThat(catchThrowable(() -> registry.register(ORDERS, V2))).isNotNull();
      assertThat(catchThrowable(() -> registry.register(ORDERS, BREAKING))).isNotNull();
      assertThat(catchThrowable(() -> registry.subjects().delete(ORDERS, 7))).isNotNull();
      assertThat(catchThrowable(() -> registry.schemas().revertTo(ORDERS, 7, "", ""))).isNotNull();
      assertThatThrownBy(() -> registry.discover(URI.create("nothing:there")))
          .isInstanceOf(DiscoveryException.class);

      assertThat(registry.operations().measurements().errors())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "StoreException", 1L,
                  "CommitOutcomeUnknownException", 1L,
                  "IncompatibleSchemaException", 1L,
                  "NotFoundException", 2L,
                  "DiscoveryException", 1L));
    }
  }

  @Test
  @Tag("O1")
  default void everyDiscoveryIsCountedOnceWhicheverWayItIsAskedFor() {
    URI nowhere = URI.create("nothing:there");
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(catchThrowable(() -> registry.discover(nowhere))).isNotNull();
      assertThat(catchThrowable(() -> registry.discovery().discover(nowhere))).isNotNull();
      Measurements measured = registry.operations().measurements();

      assertThat(measured.count(Counter.DISCOVERIES)).isEqualTo(2);
      assertThat(measured.timing(OperationKind.DISCOVERY).count()).isEqualTo(2);
    }
  }

  @Test
  @Tag("O1")
  default void lookUpsAreNotTimed() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      Map<OperationKind, Timing> before = registry.operations().measurements().timings();
      registry.latest(ORDERS);
      registry.schemas().idOf(V2);
      registry.subjects().list();
      registry.register(ORDERS, V1);

      assertThat(registry.operations().measurements().timings()).isEqualTo(before);
    }
  }

  @Test
  @Tag("O1")
  default void timesAreAddedUpAndTheLongestIsKept() {
    AtomicLong nanos = new AtomicLong();
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(openStore()).ticker(nanos::get).build()) {
      registry.subjects().listen(ORDERS, event -> nanos.addAndGet(1_000));
      registry.register(ORDERS, V1);
      registry.subjects().listen(ORDERS, event -> nanos.addAndGet(4_000));
      registry.register(ORDERS, V2);
      registry.register(CUSTOMERS, V2);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
      Measurements measured = registry.operations().measurements();

      assertThat(measured.timing(OperationKind.REGISTRATION))
          .isEqualTo(new Timing(3, Duration.ofNanos(6_000), Duration.ofNanos(5_000)));
      assertThat(measured.timing(OperationKind.CHANGE))
          .isEqualTo(new Timing(1, Duration.ofNanos(5_000), Duration.ofNanos(5_000)));
      assertThat(measured.timing(OperationKind.COMMIT))
          .isEqualTo(new Timing(4, Duration.ZERO, Duration.ZERO));
    }
  }

  @Test
  @Tag("O1")
  default void theStoreTellsOfItsLastBatch() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.operations().measurements().store().lastBatch()).isNull();
      registry.register(ORDERS, V3);
      StoreStatus store = registry.operations().measurements().store();

      assertThat(store.lastBatch()).extracting("commits").isEqualTo(1);
      assertThat(store.waitingChanges()).isZero();
    }
  }

  @Test
  @Tag("O1")
  default void aClosedRegistryTellsNothing() {
    SchemaRegistry registry = openRegistry();
    Operations kept = registry.operations();
    registry.close();

    assertThatThrownBy(() -> registry.operations().measurements())
        .isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(kept::measurements).isInstanceOf(RegistryClosedException.class);
  }
}
