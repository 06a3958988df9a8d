package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.operation.Health;
import io.cairn.registry.operation.StoreStatus;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store on a file says of itself. */
@Tag("O1")
class StoreStatusTest {
  @TempDir private Path folder;
  private Path file;
  private final TestClock clock = new TestClock();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("registry.db");
  }

  private static Subject subject(int number) {
    return Subject.of("s", "s" + number);
  }

  @Test
  void theSizesAreThoseOfTheFiles() throws IOException {
    try (RegistryStore store = SqliteStore.open(file, clock)) {
      store.commit(WriterProbe.put(subject(0))).join();
      StoreStatus status = store.status();

      assertThat(status.fileBytes()).isEqualTo(Files.size(file)).isPositive();
      assertThat(status.logBytes())
          .isEqualTo(Files.size(folder.resolve("registry.db-wal")))
          .isPositive();
    }
  }

  @Test
  void whatWaitsIsCountedByLaneAndThenWrittenAsOneBatch() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    try (RegistryStore store = SqliteStore.open(file, clock)) {
      CompletableFuture<CommitOutcome> held =
          store.commit(WriterProbe.running(subject(0), barrier));
      barrier.awaitReached();
      CompletableFuture<CommitOutcome> first = store.commit(WriterProbe.put(subject(1)));
      CompletableFuture<CommitOutcome> second = store.commit(WriterProbe.put(subject(2)));
      CompletableFuture<CommitOutcome> counts = store.commit(Commit.counts(List.of()));
      StoreStatus waiting = store.status();
      clock.advance(Duration.ofSeconds(7));
      barrier.letGo();
      CompletableFuture.allOf(held, first, second).join();

      assertThat(waiting.waitingChanges()).isEqualTo(2);
      assertThat(waiting.waitingCounts()).isEqualTo(1);
      assertThat(waiting.lastBatch()).isNull();
      counts.join();
      assertThat(store.status().waitingChanges()).isZero();
      assertThat(store.status().waitingCounts()).isZero();
      assertThat(store.status().lastBatch())
          .satisfies(
              batch -> {
                assertThat(batch).isNotNull();
                assertThat(batch.at()).isEqualTo(TestClock.START.plusSeconds(7));
              });
    }
  }

  @Test
  void aFileThatIsGoneIsAFailure() throws IOException {
    try (RegistryStore store = SqliteStore.open(file, clock)) {
      Files.move(file, folder.resolve("moved.db"));
      StoreStatus status = store.status();

      assertThat(status.canWrite()).isFalse();
      assertThat(status.failure()).contains("registry.db").contains("moved, deleted or replaced");
    }
  }

  @Test
  @Tag("O2")
  void aRegistryWhoseFileIsGoneIsDown() throws IOException {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.operations().health().status()).isEqualTo(Health.Status.UP);
      Files.move(file, folder.resolve("moved.db"));
      Health health = registry.operations().health();

      assertThat(health.status()).isEqualTo(Health.Status.DOWN);
      assertThat(health.reasons()).containsExactly(health.store().failure());
    }
  }

  @Test
  void aWriterThatHasStoppedIsAFailure() {
    try (RegistryStore store = SqliteStore.open(file, clock)) {
      CommitOutcome outcome =
          store
              .commit(
                  WriterProbe.running(
                      subject(0),
                      () -> {
                        throw new AssertionError("thrown by the test");
                      }))
              .handle((answer, failure) -> answer)
              .join();

      assertThat(outcome).isNull();
      store.commit(WriterProbe.put(subject(1))).handle((answer, failure) -> answer).join();
      assertThat(store.status().failure()).contains("thrown by the test");
      try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
        assertThat(registry.operations().health().status()).isEqualTo(Health.Status.DOWN);
      }
    }
  }

  @Test
  @Tag("O2")
  void aNearlyFullQueueDegradesTheRegistry() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    WriterLimits limits = WriterLimits.DEFAULTS.withWaitingCommits(10);
    try (RegistryStore store = SqliteStore.open(file, clock, limits);
        SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      CompletableFuture<CommitOutcome> held =
          store.commit(WriterProbe.running(subject(0), barrier));
      barrier.awaitReached();
      List<CompletableFuture<CommitOutcome>> waiting = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        waiting.add(store.commit(WriterProbe.put(subject(i))));
      }
      assertThat(registry.operations().health().status()).isEqualTo(Health.Status.UP);
      waiting.add(store.commit(WriterProbe.put(subject(9))));
      Health full = registry.operations().health();
      assertThat(full.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(full.reasons()).singleElement().asString().contains("9 of at most 10", "changes");
      barrier.letGo();
      held.join();
      CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new)).join();
      assertThat(registry.operations().health().status()).isEqualTo(Health.Status.UP);
    }
  }

  @Test
  @Tag("O2")
  void aLogThatCannotBeEmptiedDegradesTheRegistry() throws SQLException {
    WriterLimits limits = WriterLimits.DEFAULTS.withLogBytes(1 << 20, 64 << 20);
    try (RegistryStore store = SqliteStore.open(file, clock, limits);
        SchemaRegistry registry = EmbeddedRegistry.builder(store).build();
        Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = foreign.createStatement()) {
      store.commit(WriterProbe.put(subject(0))).join();
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM subject").close();
      for (int i = 1; i <= 500; i++) {
        store.commit(WriterProbe.put(subject(i))).join();
      }
      Health pinned = registry.operations().health();
      assertThat(pinned.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(pinned.reasons()).singleElement().asString().contains("write-ahead log");
      statement.execute("COMMIT");
      store.commit(WriterProbe.put(subject(0))).join();
      store.flush();
      assertThat(registry.operations().health().status()).isEqualTo(Health.Status.UP);
    }
  }

  @Test
  @Tag("O2")
  void missingChangesDegradeTheRegistryUntilItIsOpenedAgain() throws IOException {
    Path older = folder.resolve("older.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(subject(0), Schema.of(Field.required("id", ScalarType.BIGINT)));
      SqliteRegistry.copy(file, older);
      registry.register(subject(1), Schema.of(Field.required("id", ScalarType.BIGINT)));
    }
    Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      Health health = registry.operations().health();
      assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
      assertThat(health.reasons()).singleElement().asString().contains("missing", "1", "2");
    }
  }
}
