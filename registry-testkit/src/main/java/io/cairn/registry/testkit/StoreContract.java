package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Commits.append;
import static io.cairn.registry.testkit.Commits.applied;
import static io.cairn.registry.testkit.Commits.commit;
import static io.cairn.registry.testkit.Commits.enable;
import static io.cairn.registry.testkit.Commits.expecting;
import static io.cairn.registry.testkit.Commits.key;
import static io.cairn.registry.testkit.Commits.put;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Commit.Guard;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.CommitOutcome.Applied;
import io.cairn.registry.core.store.CommitOutcome.Conflict;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.RegistryStore.KeyChange;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.operation.StoreStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The numbered contract of {@link RegistryStore}, which each test names. */
public interface StoreContract
    extends OperationContract, CatalogStoreContract, TelemetryStoreContract, LineageStoreContract {
  @Test
  @Tag("W9")
  default void clause2ACommitIsAllOrNothing() {
    try (RegistryStore store = openStore()) {
      Commit bad =
          Commit.of(
              put(ORDERS),
              append(ORDERS, 1),
              new Operation.SetVersionState(new VersionRef(ORDERS, 9), VersionState.DELETED));

      assertThatThrownBy(() -> commit(store, bad))
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("orders#9");
      assertThat(store.versions().findSubject(ORDERS)).isEmpty();
      assertThat(store.changesSince(0, 10)).isEmpty();
    }
    try (RegistryStore store = openStore()) {
      assertThat(store.versions().findSubject(ORDERS)).isEmpty();
    }
  }

  @Test
  @Tag("W9")
  default void clause3RevisionsRiseOverAllKeysAndOutliveAReopen() {
    long first;
    try (RegistryStore store = openStore()) {
      first = applied(store, put(ORDERS));
      assertThat(store.versions().findSubject(ORDERS).orElseThrow().revision())
          .isEqualTo(first)
          .isPositive();
    }
    try (RegistryStore store = openStore()) {
      long second = applied(store, put(CUSTOMERS));
      assertThat(second).isGreaterThan(first);
      assertThat(applied(store, put(ORDERS))).isGreaterThan(second);
    }
  }

  @Test
  @Tag("W9")
  default void clause4AnExpectationThatNoLongerHoldsIsAConflictWithTheActualRevision() {
    try (RegistryStore store = openStore()) {
      assertThat(commit(store, expecting(key(ORDERS), 5, put(ORDERS))))
          .isEqualTo(new Conflict(key(ORDERS), 0));
      long revision = ((Applied) commit(store, expecting(key(ORDERS), 0, put(ORDERS)))).revision();
      assertThat(commit(store, expecting(key(ORDERS), 0, append(ORDERS, 1))))
          .isEqualTo(new Conflict(key(ORDERS), revision));
      assertThat(store.versions().findSubject(ORDERS).orElseThrow().versions()).isEmpty();
      assertThat(commit(store, expecting(StoreKey.Global.SETTINGS, 3, put(CUSTOMERS))))
          .isEqualTo(new Conflict(StoreKey.Global.SETTINGS, 0));
      assertThat(store.versions().findSubject(CUSTOMERS)).isEmpty();
    }
  }

  @Test
  @Tag("W9")
  default void clause4AGuardKeepsItsCounterWithinItsBounds() {
    StoreKey.OfCounter counter = new StoreKey.OfCounter("fields of mia");
    try (RegistryStore store = openStore()) {
      for (int i = 0; i < 2; i++) {
        assertThat(commit(store, guarded(new Guard(counter, 100, 200))))
            .isInstanceOf(Applied.class);
      }
      assertThat(commit(store, guarded(new Guard(counter, 1, 200))))
          .isEqualTo(new Conflict(counter, 200));
      assertThat(
              commit(store, guarded(new Guard(counter, -150, 200), new Guard(counter, -51, 200))))
          .isEqualTo(new Conflict(counter, 50));
      assertThat(store.versions().counter(counter)).isEqualTo(200);
      assertThat(commit(store, guarded(new Guard(counter, Long.MAX_VALUE, 200))))
          .isInstanceOf(Conflict.class);
      assertThat(commit(store, guarded(new Guard(counter, -200, 0)))).isInstanceOf(Applied.class);
      assertThat(store.versions().counter(counter)).isZero();
    }
  }

  private static Commit guarded(Guard... guards) {
    return new Commit(Map.of(), List.of(guards), List.of());
  }

  @Test
  @Tag("W9")
  default void clause5EveryOperationButSightingsMovesTheRevisionOfItsKey() {
    VersionRef ref = new VersionRef(ORDERS, 1);
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS), append(ORDERS, 1));
      for (Operation operation :
          List.of(
              put(ORDERS),
              append(ORDERS, 2),
              new Operation.SetVersionState(ref, VersionState.DELETED),
              new Operation.SetDeprecation(ref, null),
              new Operation.SetVersionState(ref, VersionState.DRAFT),
              enable(ref),
              new Operation.AttachDocument(
                  ref, new DocumentId(1, 2), new SourceDocument("x", new byte[0])),
              new Operation.PurgeVersion(ref))) {
        long before = store.versions().findSubject(ORDERS).orElseThrow().revision();
        long revision = applied(store, operation);
        assertThat(store.versions().findSubject(ORDERS).orElseThrow().revision())
            .as(operation.toString())
            .isEqualTo(revision)
            .isGreaterThan(before);
      }
      long before = store.versions().findSubject(ORDERS).orElseThrow().revision();
      applied(store, new Operation.AddSightings(new VersionRef(ORDERS, 2), 1, TestClock.START));
      assertThat(store.versions().findSubject(ORDERS).orElseThrow().revision()).isEqualTo(before);
      long settings =
          applied(
              store, new Operation.PutGlobalPolicy(CompatibilityPolicy.of(CompatibilityMode.FULL)));
      assertThat(store.versions().settings().revision()).isEqualTo(settings);
    }
  }

  @Test
  @Tag("W5")
  default void clause6ABadCommitFailsAlone() {
    try (RegistryStore store = openStore()) {
      List<CompletableFuture<CommitOutcome>> all = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        Subject subject = Subject.of("batch", "s" + i);
        List<Operation> operations = new ArrayList<>(List.of(put(subject), append(subject, 1)));
        badEnd(i % 4, subject).ifPresent(operations::add);
        all.add(store.commit(new Commit(Map.of(), List.of(), operations)));
      }
      for (int i = 0; i < 300; i++) {
        CompletableFuture<CommitOutcome> one = all.get(i);
        Subject subject = Subject.of("batch", "s" + i);
        if (i % 4 == 0) {
          assertThat(one.join()).isInstanceOf(Applied.class);
          assertThat(store.versions().findSubject(subject).orElseThrow().versions()).hasSize(1);
        } else {
          assertThatThrownBy(one::join).hasCauseInstanceOf(StoreException.class);
          assertThat(store.versions().findSubject(subject)).isEmpty();
        }
      }
      assertThat(store.changesSince(0, 1_000)).hasSize(75);
    }
  }

  /** A version that is missing, one that is there already, and an operation that throws. */
  @SuppressWarnings("NullAway") // What throws is the row that is not there.
  private static Optional<Operation> badEnd(int kind, Subject subject) {
    return switch (kind) {
      case 1 ->
          Optional.of(
              new Operation.SetVersionState(new VersionRef(subject, 9), VersionState.DELETED));
      case 2 -> Optional.of(append(subject, 1));
      case 3 -> Optional.of(new Operation.PutSubject(null));
      default -> Optional.empty();
    };
  }

  @Test
  @Tag("W10")
  default void clause9TheFeedListsEachChangedKeyOnceByItsLastCommit() {
    try (RegistryStore store = openStore()) {
      long first = applied(store, put(ORDERS));
      long second = applied(store, put(CUSTOMERS));
      long third =
          applied(
              store, new Operation.PutGlobalPolicy(CompatibilityPolicy.of(CompatibilityMode.NONE)));
      long fourth = applied(store, append(ORDERS, 1));

      assertThat(store.changesSince(0, 10))
          .containsExactly(
              new KeyChange(key(CUSTOMERS), second),
              new KeyChange(StoreKey.Global.SETTINGS, third),
              new KeyChange(key(ORDERS), fourth));
      assertThat(store.changesSince(first, 1))
          .containsExactly(new KeyChange(key(CUSTOMERS), second));
      assertThat(store.changesSince(fourth, 10)).isEmpty();
    }
    try (RegistryStore store = openStore()) {
      assertThat(store.changesSince(0, 10)).hasSize(3);
    }
  }

  @Test
  @Tag("W10")
  default void clause9ALimitNeverCutsThroughOneCommit() {
    try (RegistryStore store = openStore()) {
      long first = applied(store, put(ORDERS), put(CUSTOMERS));
      long second =
          applied(
              store,
              put(Subject.of("a", "b")),
              new Operation.PutGlobalPolicy(CompatibilityPolicy.of(CompatibilityMode.NONE)));

      assertThat(store.changesSince(0, 1))
          .containsExactlyInAnyOrder(
              new KeyChange(key(ORDERS), first), new KeyChange(key(CUSTOMERS), first));
      assertThat(store.changesSince(first, 1))
          .containsExactlyInAnyOrder(
              new KeyChange(key(Subject.of("a", "b")), second),
              new KeyChange(StoreKey.Global.SETTINGS, second));
      assertThat(store.changesSince(0, 3)).hasSize(4);
    }
  }

  @Test
  @Tag("W1")
  default void clause10AClosedStoreSaysSoAndHasAnsweredEverythingBefore() {
    RegistryStore store = openStore();
    List<CompletableFuture<CommitOutcome>> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      all.add(store.commit(Commit.of(put(Subject.of("closing", "s" + i)))));
    }
    store.close();
    store.close();

    assertThat(all)
        .allMatch(CompletableFuture::isDone)
        .allMatch(one -> one.join() instanceof Applied);
    assertThatThrownBy(() -> commit(store, Commit.of(put(ORDERS))))
        .hasCauseInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(store::flush).isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(store::status).isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(() -> store.versions().settings())
        .isInstanceOf(RegistryClosedException.class);
    try (RegistryStore again = openStore()) {
      List<Subject> kept = new ArrayList<>();
      again.versions().forEachSubject(kept1 -> kept.add(kept1.row().subject()));
      assertThat(kept).hasSize(500);
    }
  }

  @Test
  @Tag("W1")
  default void clause11AnInterruptedCallerIsServedAndStaysInterrupted() {
    RegistryStore store = openStore();
    Thread.currentThread().interrupt();
    try {
      applied(store, put(ORDERS), append(ORDERS, 1));
      store.flush();
      assertThat(store.versions().history(ORDERS)).hasSize(1);
      store.close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    Thread.currentThread().interrupt();
    try (RegistryStore again = openStore()) {
      assertThat(again.versions().findSubject(ORDERS)).isPresent();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  @Tag("O1")
  default void clause13TheStatusKnowsTheLastCommitThatWasApplied() {
    try (RegistryStore store = openStore()) {
      applied(store, put(ORDERS));
      StoreStatus.Batch last = store.status().lastBatch();

      assertThat(last).extracting("commits").isEqualTo(1);
      assertThat(commit(store, expecting(key(ORDERS), 0, put(ORDERS))))
          .isInstanceOf(Conflict.class);
      assertThatThrownBy(() -> commit(store, Commit.of(append(CUSTOMERS, 1))))
          .isInstanceOf(CompletionException.class);
      assertThat(store.status().lastBatch()).isEqualTo(last);
      assertThat(store.status().canWrite()).isTrue();
      assertThat(store.status().waitingChanges()).isZero();
      assertThat(store.status().waitingCounts()).isZero();
    }
  }
}
