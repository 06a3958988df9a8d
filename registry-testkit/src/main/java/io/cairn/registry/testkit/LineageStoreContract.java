package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Commits.applied;
import static io.cairn.registry.testkit.Commits.commit;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.LineageStore.SubjectPlace;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.UsageWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a store keeps of who uses what; part of {@link StoreContract}. */
@Tag("L1")
public interface LineageStoreContract extends StoreUnderTest {
  /** Who uses everything here. */
  Participant SHOP = Participant.service("shop");

  private static Operation use(Subject subject, Role role, long at) {
    Tally once = new Tally(1, at, at);
    return new Operation.AddUsage(
        new UsageDelta(
            subject, role, SHOP, once, Map.of(1, once), Map.of("id", once), Map.of(at, 1L)));
  }

  @Test
  default void usagesAreAddedInAnyOrderAndMoveNoRevision() {
    try (RegistryStore store = openStore()) {
      applied(store, use(ORDERS, Role.CONSUMER, 7));
      applied(store, use(ORDERS, Role.CONSUMER, 3), use(ORDERS, Role.CONSUMER, 9));
      Tally all = new Tally(3, 3, 9);

      assertThat(store.changesSince(0, 10)).isEmpty();
      assertThat(store.lineage().uses(ORDERS, Role.PRODUCER)).isEmpty();
      assertThat(store.lineage().uses(ORDERS, Role.CONSUMER))
          .containsExactly(new LineageStore.Use(SHOP, all, Map.of(1, all), Map.of("id", all)));
      assertThat(store.lineage().windows(ORDERS, 3, 9))
          .containsExactly(
              new UsageWindow(Instant.ofEpochMilli(3), 0, 1),
              new UsageWindow(Instant.ofEpochMilli(7), 0, 1));
    }
  }

  @Test
  default void aCommitThatFailsAddsNoUsage() {
    try (RegistryStore store = openStore()) {
      Commit bad =
          Commit.of(
              use(ORDERS, Role.CONSUMER, 7),
              new Operation.SetVersionState(new VersionRef(ORDERS, 9), VersionState.DELETED));
      assertThatThrownBy(() -> commit(store, bad)).isNotNull();
      assertThat(store.lineage().uses(ORDERS, Role.CONSUMER)).isEmpty();
      assertThat(store.lineage().windows(ORDERS, 0, 10)).isEmpty();
    }
  }

  @Test
  default void everythingThatWasReportedIsKnownAfterASecondOpening() {
    try (RegistryStore store = openStore()) {
      applied(store, use(ORDERS, Role.CONSUMER, 7), use(CUSTOMERS, Role.PRODUCER, 7));
    }
    try (RegistryStore store = openStore()) {
      List<LineageStore.Known> known = new ArrayList<>();
      store.lineage().forEachUse(known::add);
      assertThat(known)
          .containsExactlyInAnyOrder(
              new LineageStore.Known(ORDERS, Role.CONSUMER, SHOP, Set.of(1), Set.of("id")),
              new LineageStore.Known(CUSTOMERS, Role.PRODUCER, SHOP, Set.of(1), Set.of("id")));
    }
  }

  @Test
  @Tag("L3")
  default void windowsExpireAFewAtATimeAndTotalsStay() {
    try (RegistryStore store = openStore()) {
      for (long at = 1; at <= 5; at++) {
        applied(store, use(ORDERS, Role.CONSUMER, at), use(ORDERS, Role.PRODUCER, at));
      }
      expire(store, 4, 4);
      assertThat(left(store)).isEqualTo(6);
      expire(store, 4, 4);
      assertThat(left(store)).isEqualTo(4);
      expire(store, 4, 4);
      assertThat(store.lineage().windows(ORDERS, 0, 10))
          .containsExactly(
              new UsageWindow(Instant.ofEpochMilli(4), 1, 1),
              new UsageWindow(Instant.ofEpochMilli(5), 1, 1));
      assertThat(store.lineage().uses(ORDERS, Role.CONSUMER).get(0).tally())
          .isEqualTo(new Tally(5, 1, 5));
    }
  }

  private static void expire(RegistryStore store, long before, int limit) {
    applied(store, new Operation.AddTelemetry(new TelemetryDelta.Expiry(before, limit)));
  }

  private static long left(RegistryStore store) {
    return store.lineage().windows(ORDERS, 0, 10).stream()
        .mapToLong(window -> window.produced() + window.consumed())
        .sum();
  }

  @Test
  @Tag("L3")
  default void behindASubjectThatIsUnknownThereAreNoUses() {
    try (RegistryStore store = openStore()) {
      applied(store, use(ORDERS, Role.CONSUMER, 7), use(ORDERS, Role.PRODUCER, 7));
      assertThat(store.lineage().uses(SHOP, new SubjectPlace(CUSTOMERS, Role.CONSUMER), 10))
          .isEmpty();
      assertThat(store.lineage().uses(SHOP, new SubjectPlace(ORDERS, Role.CONSUMER), 10))
          .extracting(use -> use.role())
          .containsExactly(Role.PRODUCER);
    }
  }

  @Test
  default void aClosedStoreTellsNothingOfUsages() {
    RegistryStore store = openStore();
    store.close();
    assertThatThrownBy(() -> store.lineage().uses(ORDERS, Role.CONSUMER))
        .isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(() -> store.lineage().orphans(null, 1))
        .isInstanceOf(RegistryClosedException.class);
  }
}
