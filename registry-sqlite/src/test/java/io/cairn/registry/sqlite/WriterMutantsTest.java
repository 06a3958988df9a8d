package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.testkit.ConcurrencyContract;
import io.cairn.registry.testkit.StoreContract;
import io.cairn.registry.testkit.TestClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wrong writers do not pass the contracts. Those that only a crash finds out are in {@link
 * CrashTest} and {@link PowerLossTest}.
 */
@Tag("W7")
class WriterMutantsTest {
  @TempDir private Path folder;

  private RegistryStore open(WriterMutant mutant) {
    return SqliteStore.open(
        folder.resolve("registry.db"), new TestClock(), WriterLimits.DEFAULTS, mutant::wire);
  }

  /** A store that commits whatever has happened meanwhile. */
  private RegistryStore openUnconditional() {
    RegistryStore real = open(WriterMutant.NONE);
    return (RegistryStore)
        Proxy.newProxyInstance(
            RegistryStore.class.getClassLoader(),
            new Class<?>[] {RegistryStore.class},
            (self, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof Commit commit) {
                return commitAnyway(real, commit);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static CompletableFuture<CommitOutcome> commitAnyway(RegistryStore real, Commit commit) {
    return real.commit(new Commit(Map.of(), commit.guards(), commit.operations(), commit.lane()));
  }

  @Test
  void withoutExpectedRevisionsTheContractFails() {
    StoreContract store = this::openUnconditional;
    assertThatThrownBy(store::clause4AnExpectationThatNoLongerHoldsIsAConflictWithTheActualRevision)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void withoutExpectedRevisionsTwoRegistriesOverwriteEachOther() {
    ConcurrencyContract concurrency = this::openUnconditional;
    assertThatThrownBy(concurrency::twoRegistriesOnOneStoreDoNotOverwriteEachOther).isNotNull();
  }

  @Test
  void aWriterThatAnswersEarlyIsFoundOutByWhoeverReadsNext() {
    StoreContract store = () -> open(WriterMutant.ANSWERS_EARLY);
    assertThatThrownBy(store::clause3RevisionsRiseOverAllKeysAndOutliveAReopen)
        .isInstanceOf(NoSuchElementException.class);
  }

  /** SQLite has rolled back by itself when it had no room: what comes next is a new transaction. */
  private void requireABadCommitUndoneAfterAFailedOne(UnaryOperator<Connection> wiring) {
    Subject bad = Subject.of("m", "bad");
    Path file = folder.resolve("room.db");
    try (RegistryStore store =
        SqliteStore.open(file, new TestClock(), WriterLimits.DEFAULTS, UnaryOperator.identity())) {
      store.commit(WriterProbe.put(Subject.of("m", "first"))).join();
    }
    try (RegistryStore store =
        SqliteStore.open(file, new TestClock(), WriterLimits.DEFAULTS, wiring)) {
      assertThatThrownBy(store.commit(WriterProbe.put(Subject.of("m", "third")))::join)
          .hasCauseInstanceOf(StoreException.class);
      Commit half =
          Commit.of(
              new Operation.PutSubject(SubjectRow.fresh(bad)),
              new Operation.SetVersionState(new VersionRef(bad, 9), VersionState.DELETED));
      assertThatThrownBy(store.commit(half)::join).hasCauseInstanceOf(StoreException.class);
      assertThat(store.versions().findSubject(bad)).isEmpty();
      assertThat(store.versions().findSubject(Subject.of("m", "third"))).isEmpty();
    }
  }

  @Test
  @Tag("W5")
  void afterACommitThatFailedABadOneIsUndoneAsAWhole() {
    requireABadCommitUndoneAfterAFailedOne(WriterMutant::failSecondCommit);
  }

  @Test
  void aWriterThatLetsTheDriverCommitIsFoundOut() {
    assertThatThrownBy(
            () -> requireABadCommitUndoneAfterAFailedOne(WriterMutant.LETS_THE_DRIVER_COMMIT::wire))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("empty Optional");
  }
}
