package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What callers see when a store fails. */
public interface FaultContract extends StoreUnderTest {

  @Test
  @Tag("W5")
  default void aCommitThatWasNotWrittenLeavesTheRegistryAsItWas() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      store.failNext(Fault.NOT_WRITTEN);
      assertThatThrownBy(() -> registry.register(ORDERS, V1)).isInstanceOf(StoreException.class);
      assertThat(registry.subjects().find(ORDERS)).isEmpty();
      assertThat(registry.register(ORDERS, V1).version().version()).isEqualTo(1);
    }
  }

  @Test
  @Tag("W9")
  default void aLostRaceIsDecidedAgain() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      store.failNext(Fault.CONFLICT, Fault.CONFLICT, Fault.CONFLICT);
      assertThat(registry.register(ORDERS, V1).version().version()).isEqualTo(1);
    }
  }

  @Test
  @Tag("W9")
  default void anUnknownOutcomeIsSaidToBeUnknownAndRegisteringAgainIsSafe() {
    for (Fault fault : new Fault[] {Fault.UNKNOWN_WRITTEN, Fault.UNKNOWN_NOT_WRITTEN}) {
      FaultyStore store = new FaultyStore(openStore());
      try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
        store.failNext(fault);
        assertThatThrownBy(
                () -> registry.register(ORDERS, fault == Fault.UNKNOWN_WRITTEN ? V1 : V2))
            .isInstanceOf(CommitOutcomeUnknownException.class)
            .hasMessageContaining("com.acme.orders");
        registry.register(ORDERS, fault == Fault.UNKNOWN_WRITTEN ? V1 : V2);
      }
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.subjects().history(ORDERS))
          .extracting(d -> d.ref().version())
          .containsExactly(1, 2);
    }
  }

  @Test
  @Tag("R10")
  default void seenCountsOutliveAFailedWrite() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).clock(new TestClock()).build()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V1);
      assertThat(registry.register(ORDERS, V1).outcome()).isEqualTo(Outcome.KNOWN_LATEST);
      store.failNext(Fault.NOT_WRITTEN);
      assertThatThrownBy(registry::flush).isInstanceOf(StoreException.class);
      assertThat(registry.subjects().history(ORDERS).get(0).seenCount()).isEqualTo(2);
    }
  }

  @Test
  @Tag("R10")
  default void aFlushOfUnknownOutcomeSaysSo() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).clock(new TestClock()).build()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V1);
      store.failNext(Fault.UNKNOWN_NOT_WRITTEN);
      assertThatThrownBy(registry::flush).isInstanceOf(CommitOutcomeUnknownException.class);
      registry.flush();
    }
  }

  @Test
  @Tag("R10")
  default void seenCountsDoNotWaitForAClockThatWasSetBack() {
    TestClock clock = new TestClock();
    Duration decade = Duration.ofDays(3_653);
    RegistryStore store = openStore();
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).clock(clock).build()) {
      registry.register(ORDERS, V1);
      clock.advance(decade);
      registry.register(ORDERS, V1);
      clock.advance(decade.multipliedBy(-2));
      registry.register(ORDERS, V1);
      store.flush();

      assertThat(store.versions().history(ORDERS))
          .singleElement()
          .satisfies(
              history -> {
                assertThat(history.seenCount()).isEqualTo(2);
                assertThat(history.lastSeenAt()).isEqualTo(TestClock.START.plus(decade));
              });
    }
  }
}
