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
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
}
