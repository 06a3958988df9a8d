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
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Many threads in, one thread out. */
@Tag("W1")
class WriterThreadTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("registry.db");
  }

  private RegistryStore open() {
    return SqliteStore.open(file, new TestClock());
  }

  private static Subject subject(int number) {
    return Subject.of("w", "s" + number);
  }

  private static Commit put(int number) {
    return WriterProbe.put(subject(number));
  }

  /** A test's own look at the connection that a writer writes by. */
  private interface Look {
    void at(SQLiteConnection connection, WriterThread writer) throws Exception;
  }

  private void withWriter(Look look) throws Exception {
    DatabaseFile database = DatabaseFile.at(file);
    try (Ownership ownership = Ownership.take(database, new TestClock());
        Connection connection = database.openForWriting();
        ReaderPool readers = new ReaderPool(database, System::nanoTime);
        GroupCommit target =
            new GroupCommit(
                connection,
                ownership,
                WriterLimits.DEFAULTS,
                new BatchTimes(new TestClock(), System::nanoTime),
                new LogBound(connection, database, WriterLimits.DEFAULTS, readers));
        WriterThread writer = new WriterThread(target, WriterLimits.DEFAULTS, "the one writer")) {
      look.at(connection.unwrap(SQLiteConnection.class), writer);
    }
  }

  private static void onCommit(SQLiteConnection connection, Runnable code) {
    connection.addCommitListener(
        new SQLiteCommitListener() {
          @Override
          public void onCommit() {
            code.run();
          }

          @Override
          public void onRollback() {}
        });
  }

  @Test
  void whateverThreadCommitsTheWriterAloneExecutesIt() throws Exception {
    Set<String> executing = ConcurrentHashMap.newKeySet();
    AtomicInteger rows = new AtomicInteger();
    withWriter(
        (connection, writer) -> {
          connection.addUpdateListener(
              (type, database, table, row) -> {
                executing.add(Thread.currentThread().getName());
                rows.addAndGet(table.equals("subject") ? 1 : 0);
              });
          List<Thread> threads =
              IntStream.range(0, 16)
                  .mapToObj(
                      t ->
                          new Thread(
                              () -> {
                                for (int i = 0; i < 50; i++) {
                                  writer.commit(put(t * 50 + i)).join();
                                }
                              }))
                  .toList();
          threads.forEach(Thread::start);
          for (Thread thread : threads) {
            thread.join();
          }
        });
    assertThat(rows).hasValue(800);
    assertThat(executing).containsExactly("the one writer");
  }

  @Test
  @Tag("W5")
  void inOneBatchEachBadCommitFailsAlone() throws Exception {
    AtomicInteger transactions = new AtomicInteger();
    List<CompletableFuture<CommitOutcome>> all = new ArrayList<>();
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    withWriter(
        (connection, writer) -> {
          onCommit(connection, transactions::incrementAndGet);
          all.add(writer.commit(WriterProbe.running(subject(0), barrier)));
          barrier.awaitReached();
          IntStream.range(1, 200).forEach(i -> all.add(writer.commit(badOrGood(i))));
          barrier.letGo();
          writer.flush();
        });
    assertThat(transactions).hasValue(2);
    try (RegistryStore store = open()) {
      for (int i = 0; i < 200; i++) {
        CompletableFuture<CommitOutcome> one = all.get(i);
        assertThat(store.versions().findSubject(subject(i)).isPresent()).isEqualTo(i % 4 == 0);
        if (i % 4 == 0) {
          assertThat(one.join()).isInstanceOf(CommitOutcome.Applied.class);
        } else {
          assertThatThrownBy(one::join).hasCauseInstanceOf(StoreException.class);
        }
      }
    }
  }

  private static Commit badOrGood(int number) {
    Subject subject = subject(number);
    Operation put = new Operation.PutSubject(SubjectRow.fresh(subject));
    return switch (number % 4) {
      case 1 ->
          Commit.of(
              put, new Operation.SetVersionState(new VersionRef(subject, 1), VersionState.DELETED));
      case 2 -> {
        Operation append = WriterProbe.running(subject, () -> {}).operations().get(1);
        yield Commit.of(put, append, append);
      }
      case 3 ->
          WriterProbe.running(
              subject,
              () -> {
                throw new IllegalStateException("injected");
              });
      default -> put(number);
    };
  }

  @Test
  @Tag("W5")
  void anErrorStopsTheWriterAndEverybodyIsTold() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    RegistryStore store = open();
    CompletableFuture<CommitOutcome> before =
        store.commit(WriterProbe.running(subject(0), barrier));
    barrier.awaitReached();
    List<CompletableFuture<CommitOutcome>> batch =
        List.of(
            store.commit(put(1)),
            store.commit(
                WriterProbe.running(
                    subject(2),
                    () -> {
                      throw new StackOverflowError("injected");
                    })),
            store.commit(put(3)));
    barrier.letGo();

    assertThat(before.join()).isInstanceOf(CommitOutcome.Applied.class);
    for (CompletableFuture<CommitOutcome> one : batch) {
      assertThatThrownBy(one::join)
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("injected");
    }
    assertThatThrownBy(store.commit(put(4))::join)
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("open it again");
    assertThatThrownBy(store::flush).isInstanceOf(StoreException.class);
    assertThat(store.changesSince(0, 10)).hasSize(1);
    store.close();
    try (RegistryStore again = open()) {
      again.commit(put(1)).join();
      assertThat(again.changesSince(0, 10)).hasSize(2);
    }
  }

  @Test
  @Tag("W5")
  void aFailureOnceTheCommitHasBegunIsAnUnknownOutcome() throws Exception {
    withWriter(
        (connection, writer) -> {
          onCommit(connection, () -> move(file, folder.resolve("moved.db")));
          assertThat(writer.commit(put(1)).join())
              .isInstanceOfSatisfying(
                  CommitOutcome.Unknown.class,
                  unknown ->
                      assertThat(unknown.cause())
                          .isInstanceOf(StoreException.class)
                          .hasMessageContaining(file.toString()));
          assertThatThrownBy(writer.commit(put(2))::join).hasCauseInstanceOf(StoreException.class);
        });
    move(folder.resolve("moved.db"), file);
    try (RegistryStore store = open()) {
      assertThat(store.versions().findSubject(subject(1))).isPresent();
      assertThat(store.versions().findSubject(subject(2))).isEmpty();
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void closingEndsTheThreadAndTheInterruptedCallerStaysInterrupted() {
    RegistryStore store = open();
    store.commit(put(1)).join();
    Thread.currentThread().interrupt();
    store.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(Thread::isAlive)
        .extracting(Thread::getName)
        .doesNotContain("cairn-writer registry.db");
  }

  @Test
  void aCallerInterruptedWhileTheQueueIsFullIsToldThatNothingWasWritten() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    List<CompletableFuture<CommitOutcome>> before = new ArrayList<>();
    try (RegistryStore store = open()) {
      before.add(store.commit(WriterProbe.running(subject(0), barrier)));
      barrier.awaitReached();
      for (int i = 0; i < WriterLimits.DEFAULTS.waitingCommits(); i++) {
        before.add(store.commit(Commit.of()));
      }
      Thread.currentThread().interrupt();
      CompletableFuture<CommitOutcome> answer = store.commit(put(1));
      assertThat(Thread.interrupted()).isTrue();
      assertThatThrownBy(answer::join)
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("nothing was written");
      barrier.letGo();
      store.flush();
      assertThat(before).allMatch(one -> one.join() instanceof CommitOutcome.Applied);
      assertThat(store.changesSince(0, 10)).hasSize(1);
    }
  }
}
