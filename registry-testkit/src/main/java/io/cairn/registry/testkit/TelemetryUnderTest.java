package io.cairn.registry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Registries that write what they observe when they are told to, and never by themselves. */
interface TelemetryUnderTest extends StoreUnderTest {

  /** Options to go on from: nothing is written before {@code flush} or {@code close}. */
  static TelemetryOptions.Builder quiet() {
    return TelemetryOptions.builder().flushInterval(Duration.ofHours(1));
  }

  /** A registry on a store. */
  static SchemaRegistry open(RegistryStore store, TelemetryOptions.Builder options, Clock clock) {
    return EmbeddedRegistry.builder(store).telemetry(options.build()).clock(clock).build();
  }

  /** A registry on the test's store. */
  default SchemaRegistry openObserving(TelemetryOptions.Builder options, Clock clock) {
    return open(openStore(), options, clock);
  }

  /** A registry on the test's store, by a clock that stands still. */
  default SchemaRegistry openObserving(TelemetryOptions.Builder options) {
    return openObserving(options, new TestClock());
  }

  /** A registry on the test's store with the usual bounds. */
  default SchemaRegistry openObserving() {
    return openObserving(quiet());
  }

  /** Flushes until no fault of a {@link FaultyStore} is met any more; each is told as such. */
  static void flushUntilWritten(SchemaRegistry registry, int tries) {
    for (int i = 0; i < tries; i++) {
      try {
        registry.flush();
        return;
      } catch (StoreException injected) {
        assertThat(injected).hasMessageContaining("Injected: nothing was written.");
      } catch (CommitOutcomeUnknownException injected) {
        assertThat(injected)
            .hasMessageContaining("not counted twice")
            .hasRootCauseMessage("injected");
      }
    }
    throw new AssertionError("Nothing was written in " + tries + " tries");
  }

  /** Observes one thing. */
  static void observe(SchemaRegistry registry, UnaryOperator<Observation> thing) {
    observe(registry, 1, thing);
  }

  /** Observes one thing several times. */
  static void observe(SchemaRegistry registry, int times, UnaryOperator<Observation> thing) {
    Telemetry telemetry = registry.telemetry();
    Observation observation = thing.apply(telemetry.observation());
    for (int i = 0; i < times; i++) {
      telemetry.observe(observation);
    }
  }
}
