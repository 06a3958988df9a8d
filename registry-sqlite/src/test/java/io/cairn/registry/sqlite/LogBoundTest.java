package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.error.OverloadedException;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log stays bounded, whoever reads. */
@Tag("W2")
class LogBoundTest {
  private static final long TIDY = 1 << 20;
  private static final long MOST = 4 << 20;

  /** Commits that together are certainly more than the bound. */
  private static final int MANY = 1_000;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("registry.db");
  }

  private SqliteStore open() {
    return SqliteStore.open(file, new TestClock(), WriterLimits.DEFAULTS.withLogBytes(TIDY, MOST));
  }

  private long logSize() throws IOException {
    return Files.size(folder.resolve("registry.db-wal"));
  }

  private static CompletableFuture<CommitOutcome> put(SqliteStore store, int number) {
    return store.commit(WriterProbe.put(Subject.of("log", "s" + number)));
  }

  /** How many commits were accepted before one was refused; all of them if none was. */
  private static int putUntilRefused(SqliteStore store) {
    for (int i = 0; i < MANY; i++) {
      try {
        put(store, i).join();
      } catch (CompletionException refused) {
        assertThat(refused).hasCauseInstanceOf(OverloadedException.class);
        assertThat(refused.getCause()).hasMessageContaining("write-ahead log");
        return i;
      }
    }
    return MANY;
  }

  @Test
  void withoutReadersItStaysSmall() throws IOException {
    try (SqliteStore store = open()) {
      assertThat(putUntilRefused(store)).isEqualTo(MANY);
      assertThat(logSize()).isLessThan(MOST);
    }
  }

  @Test
  void aForeignReaderThatPinsItStopsTheWriterAtTheBoundAndNoLonger()
      throws IOException, SQLException {
    try (SqliteStore store = open();
        Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = foreign.createStatement()) {
      put(store, 0).join();
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM subject").close();

      int accepted = putUntilRefused(store);

      assertThat(accepted).isBetween(100, MANY - 1);
      assertThat(logSize()).isBetween(MOST, 2 * MOST);
      assertThatThrownBy(put(store, MANY)::join).hasCauseInstanceOf(OverloadedException.class);
      statement.execute("COMMIT");
      put(store, MANY).join();
      assertThat(logSize()).isLessThan(TIDY);
      assertThat(store.versions().findSubject(Subject.of("log", "s" + (accepted - 1)))).isPresent();
      assertThat(store.versions().findSubject(Subject.of("log", "s" + accepted))).isEmpty();
    }
  }
}
