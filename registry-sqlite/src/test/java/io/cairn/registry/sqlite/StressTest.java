package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectSummary;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More at once than anybody should ask for: nothing is lost, doubled or half done. */
@Tag("W1")
class StressTest {
  private static final int THREADS = 64;

  @TempDir private Path folder;
  private Path file;

  /** What callers were told is registered. */
  private final Collection<SchemaVersion> registered = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("registry.db");
  }

  private static Schema schema(int number) {
    return Schema.of(Field.nullable("f" + number, ScalarType.TEXT));
  }

  /** Runs the same in many threads, and throws at once what one of them throws. */
  private static void together(int threads, IntConsumer task) {
    CountDownLatch start = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger(threads);
    CompletableFuture<Void> end = new CompletableFuture<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  WriterProbe.await(start);
                  task.accept(number);
                  if (running.decrementAndGet() == 0) {
                    end.complete(null);
                  }
                } catch (Throwable failed) {
                  end.completeExceptionally(failed);
                }
              });
      thread.setDaemon(true);
      thread.start();
    }
    start.countDown();
    await(end);
  }

  private static void await(Future<Void> end) {
    try {
      end.get();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException timedOut) {
      throw new AssertionError(timedOut);
    }
  }

  /** What was acknowledged is there, and the numbers of each subject have no gaps. */
  private void requireRegistered() {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      for (SchemaVersion version : registered) {
        assertThat(registry.schemas().version(version.subject(), version.version()).id())
            .isEqualTo(version.id());
      }
      for (SubjectSummary subject : registry.subjects().list()) {
        assertThat(registry.subjects().history(subject.subject()))
            .extracting(version -> version.ref().version())
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, subject.latestVersion()).boxed().toList());
      }
      assertThat(registered).extracting(SchemaVersion::ref).doesNotHaveDuplicates();
    }
  }

  private void register(int registrations, int subjects) {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.evolution().changeGlobalMode(CompatibilityMode.NONE);
      together(
          THREADS,
          thread -> {
            for (int i = 0; i < registrations; i++) {
              int number = thread * registrations + i;
              Subject subject = Subject.of("stress", "s" + number % subjects);
              registered.add(registry.register(subject, schema(number)).version());
            }
          });
      assertThat(registry.subjects().list())
          .hasSize(subjects)
          .extracting(SubjectSummary::versions)
          .containsOnly(THREADS * registrations / subjects);
    }
    requireRegistered();
  }

  @Test
  @Tag("R1")
  void manyThreadsOnManySubjects() {
    register(100, 400);
  }

  @Test
  @Tag("R1")
  void manyThreadsOnFewSubjects() {
    register(25, 4);
  }

  @Test
  @Tag("campaign")
  void aThousandRegistrationsOfEachThreadOnManySubjects() {
    register(1_000, 4_000);
  }

  @Test
  @Tag("campaign")
  void aThousandRegistrationsOfEachThreadOnFewSubjects() {
    register(1_000, 16);
  }

  private void closeDuringWrites(int times) {
    AtomicInteger number = new AtomicInteger();
    for (int i = 0; i < times; i++) {
      CountDownLatch written = new CountDownLatch(5);
      Subject subject = Subject.of("stress", "closing" + i);
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        Runnable close = registry::close;
        together(
            5,
            thread -> {
              if (thread == 0) {
                WriterProbe.await(written);
                close.run();
              } else {
                registerUntilClosed(registry, subject, number, written);
              }
            });
      }
    }
    requireRegistered();
  }

  private void registerUntilClosed(
      SchemaRegistry registry, Subject subject, AtomicInteger number, CountDownLatch written) {
    try {
      while (true) {
        registered.add(registry.register(subject, schema(number.incrementAndGet())).version());
        written.countDown();
      }
    } catch (RegistryClosedException told) {
      written.countDown();
    }
  }

  @Test
  void closingDuringWritesTellsEverybodyAndLosesNothing() {
    closeDuringWrites(30);
  }

  @Test
  @Tag("campaign")
  void closingDuringWritesHundredsOfTimesLosesNothing() {
    closeDuringWrites(300);
  }

  @Test
  void aStormOfInterruptsHarmsNobody() {
    int registrations = 50;
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      together(
          8,
          thread -> {
            for (int i = 0; i < registrations; i++) {
              Thread.currentThread().interrupt();
              Subject subject = Subject.of("stress", "s" + thread % 2);
              registered.add(
                  registry.register(subject, schema(thread * registrations + i)).version());
              assertThat(registry.subjects().history(subject)).isNotEmpty();
              assertThat(Thread.interrupted()).isTrue();
            }
          });
    }
    assertThat(registered).hasSize(8 * registrations);
    requireRegistered();
  }

  @Test
  void whatAFullQueueRefusesIsRefusedAsAWhole() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    WriterLimits limits =
        WriterLimits.DEFAULTS.withWaitingCommits(4).withPatience(Duration.ofMillis(1));
    SqliteStore store = SqliteStore.open(file, new TestClock(), limits);
    AtomicInteger refused = new AtomicInteger();
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      CompletableFuture<CommitOutcome> held =
          store.commit(WriterProbe.running(Subject.of("held", "held"), barrier));
      barrier.awaitReached();
      try {
        together(
            THREADS,
            thread -> {
              Subject subject = Subject.of("stress", "s" + thread);
              try {
                registered.add(registry.register(subject, schema(thread)).version());
              } catch (OverloadedException told) {
                if (refused.incrementAndGet() == THREADS - limits.waitingCommits()) {
                  barrier.letGo();
                }
              }
            });
      } finally {
        barrier.letGo();
      }
      assertThat(held.join()).isInstanceOf(CommitOutcome.Applied.class);
      assertThat(refused).hasValue(THREADS - limits.waitingCommits());
      assertThat(registry.subjects().list("stress")).hasSize(limits.waitingCommits());
    }
    assertThat(registered).hasSize(limits.waitingCommits());
    try (SqliteStore again = SqliteStore.open(file, new TestClock())) {
      assertThat(again.changesSince(0, 100)).hasSize(limits.waitingCommits() + 1);
    }
  }

  /** Counts are kept while a clock jumps; everything that waits for a store is answered. */
  @Test
  void aClockThatJumpsByDecadesStopsNothing() {
    TestClock clock = new TestClock();
    Duration decade = Duration.ofDays(3_653);
    Subject subject = Subject.of("stress", "clock");
    try (SchemaRegistry registry = SqliteRegistry.builder(file).clock(clock).open()) {
      for (int i = 0; i < 20; i++) {
        clock.advance(i % 2 == 0 ? decade : decade.negated());
        registered.add(registry.register(subject, schema(i)).version());
        registry.register(subject, schema(0));
        registry.flush();
      }
      assertThat(registry.subjects().history(subject).get(0).seenCount()).isEqualTo(20);
      assertThat(registry.subjects().history(subject).get(0).lastSeenAt())
          .isEqualTo(TestClock.START.plus(decade));
    }
    requireRegistered();
  }

  private void openAndClose(int times) throws IOException {
    Path handles = Path.of("/proc/self/fd");
    Assumptions.assumeTrue(Files.isDirectory(handles), "no /proc/self/fd to count handles in");
    long handlesBefore = 0;
    long classesBefore = 0;
    for (int i = 0; i < times; i++) {
      if (i == 10) {
        handlesBefore = count(handles);
        classesBefore = loadedClasses();
      }
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        registry.register(Subject.of("stress", "s" + i % 7), schema(i));
      }
    }
    assertThat(count(handles)).isLessThanOrEqualTo(handlesBefore + 5);
    assertThat(loadedClasses()).isLessThan(classesBefore + times / 2);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("cairn-writer registry.db"));
  }

  private static long count(Path directory) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path unused : entries) {
        count++;
      }
    }
    return count;
  }

  private static long loadedClasses() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  @Test
  void openingAndClosingLeavesNothingBehind() throws IOException {
    openAndClose(100);
  }

  @Test
  @Tag("campaign")
  void openingAndClosingAThousandTimesLeavesNothingBehind() throws IOException {
    openAndClose(1_000);
  }
}
