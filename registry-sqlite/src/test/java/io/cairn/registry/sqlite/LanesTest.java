package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes overtake counts, and counts neither wait nor starve. */
class LanesTest {
  private static final Subject SUBJECT = Subject.of("l", "counted");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("registry.db");
  }

  private SqliteStore open(WriterLimits limits) {
    return SqliteStore.open(file, new TestClock(), limits);
  }

  private static Commit counts(int operations) {
    Operation one = new Operation.AddSightings(new VersionRef(SUBJECT, 1), 1, TestClock.START);
    return Commit.counts(Collections.nCopies(operations, one));
  }

  private static CompletableFuture<CommitOutcome> hold(
      SqliteStore store, WriterProbe.Barrier barrier) {
    CompletableFuture<CommitOutcome> held = store.commit(WriterProbe.running(SUBJECT, barrier));
    barrier.awaitReached();
    return held;
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  @Tag("W11")
  void aChangeWaitsForOneSliceOfCountsAtMost() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    List<String> answered = Collections.synchronizedList(new ArrayList<>());
    try (SqliteStore store = open(WriterLimits.DEFAULTS)) {
      CompletableFuture<CommitOutcome> held = hold(store, barrier);
      List<CompletableFuture<Void>> told = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        told.add(store.commit(counts(300)).thenRun(() -> answered.add("counts")));
      }
      told.add(
          store
              .commit(WriterProbe.put(Subject.of("l", "urgent")))
              .thenRun(() -> answered.add("change")));
      barrier.letGo();
      held.join();
      told.forEach(CompletableFuture::join);
    }
    assertThat(answered).hasSize(11).containsOnlyOnce("change");
    assertThat(answered.indexOf("change")).isLessThanOrEqualTo(1);
  }

  @Test
  @Tag("W11")
  void countsGetTheirTurnWhileChangesKeepComing() {
    WriterProbe.Barrier first = new WriterProbe.Barrier();
    WriterProbe.Barrier second = new WriterProbe.Barrier();
    try (SqliteStore store = open(WriterLimits.DEFAULTS)) {
      CompletableFuture<CommitOutcome> held = hold(store, first);
      CompletableFuture<CommitOutcome> counted = store.commit(counts(1));
      CompletableFuture<CommitOutcome> change = store.commit(WriterProbe.put(Subject.of("l", "a")));
      first.letGo();
      held.join();
      change.join();
      CompletableFuture<CommitOutcome> next =
          store.commit(WriterProbe.running(Subject.of("l", "b"), second));
      assertThat(counted.join()).isInstanceOf(CommitOutcome.Applied.class);
      second.letGo();
      next.join();
    }
  }

  @Test
  @Tag("W11")
  void countsAreRefusedAtOnceWhereThereIsNoRoom() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    try (SqliteStore store = open(WriterLimits.DEFAULTS.withWaitingCommits(2))) {
      CompletableFuture<CommitOutcome> held = hold(store, barrier);
      List<CompletableFuture<CommitOutcome>> all =
          IntStream.range(0, 3).mapToObj(i -> store.commit(counts(1))).toList();
      assertThat(all.get(2)).isCompletedExceptionally();
      assertThatThrownBy(all.get(2)::join)
          .hasCauseInstanceOf(OverloadedException.class)
          .hasMessageContaining("2 operations are queued");
      barrier.letGo();
      held.join();
      assertThat(all.get(0).join()).isInstanceOf(CommitOutcome.Applied.class);
      assertThat(all.get(1).join()).isInstanceOf(CommitOutcome.Applied.class);
    }
  }

  @Test
  @Tag("W1")
  void aChangeIsRefusedWhenNoRoomComesInTime() {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    Duration patience = Duration.ofMillis(10);
    try (SqliteStore store =
        open(WriterLimits.DEFAULTS.withWaitingCommits(1).withPatience(patience))) {
      CompletableFuture<CommitOutcome> held = hold(store, barrier);
      CompletableFuture<CommitOutcome> waiting = store.commit(counts(0));
      CompletableFuture<CommitOutcome> queued = store.commit(WriterProbe.put(Subject.of("l", "a")));
      CompletableFuture<CommitOutcome> refused =
          store.commit(WriterProbe.put(Subject.of("l", "b")));
      assertThatThrownBy(refused::join)
          .hasCauseInstanceOf(OverloadedException.class)
          .hasMessageContaining("PT0.01S");
      barrier.letGo();
      held.join();
      assertThat(queued.join()).isInstanceOf(CommitOutcome.Applied.class);
      assertThat(waiting.join()).isInstanceOf(CommitOutcome.Applied.class);
      assertThat(store.versions().findSubject(Subject.of("l", "b"))).isEmpty();
    }
  }

  @Test
  @Tag("W11")
  void flushingSynchronizesWhatOnlyCountsHaveWritten() throws SQLException {
    try (SqliteStore store = open(WriterLimits.DEFAULTS)) {
      store.commit(WriterProbe.running(SUBJECT, () -> {})).join();
      store.flush();
      assertThat(number("SELECT syncs FROM registry")).isZero();
      store.commit(counts(5)).join();
      store.flush();
      assertThat(number("SELECT syncs FROM registry")).isEqualTo(1);
      assertThat(number("SELECT seen_count FROM version_seen")).isEqualTo(5);
      store.commit(counts(5)).join();
    }
    assertThat(number("SELECT syncs FROM registry")).isEqualTo(2);
    assertThat(number("SELECT seen_count FROM version_seen")).isEqualTo(10);
  }

  @Test
  @Tag("W11")
  void flushingARegistrySynchronizesTheSeenCounts() throws SQLException {
    Schema schema = Schema.of(Field.required("id", ScalarType.BIGINT));
    try (SchemaRegistry registry = EmbeddedRegistry.builder(open(WriterLimits.DEFAULTS)).build()) {
      registry.register(SUBJECT, schema);
      registry.register(SUBJECT, schema);
      registry.flush();
      assertThat(number("SELECT syncs FROM registry")).isPositive();
    }
  }
}
