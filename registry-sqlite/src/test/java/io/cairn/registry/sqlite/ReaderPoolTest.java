package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("W2")
class ReaderPoolTest {
  private static final Schema SCHEMA = Schema.of(Field.required("id", ScalarType.BIGINT));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void createARegistry() {
    file = folder.resolve("registry.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(Subject.of("a", "b"), SCHEMA);
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeQuery("PRAGMA " + name).getString(1);
    }
  }

  @Test
  void everyPooledConnectionIsSetUpAndCannotWrite() {
    try (ReaderPool pool = new ReaderPool(DatabaseFile.at(file), System::nanoTime)) {
      List<Connection> seen = new ArrayList<>();
      checkWhileHolding(pool, 3, seen);
      assertThat(seen).doesNotHaveDuplicates().hasSize(3);
      assertThatThrownBy(
              () ->
                  pool.read(
                      connection -> {
                        try (Statement statement = connection.createStatement()) {
                          return statement.executeUpdate("DELETE FROM version_seen");
                        }
                      }))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("readonly");
    }
  }

  private static long absolute(ReaderPool pool, long value) {
    return pool.readKept(
        statements -> {
          PreparedStatement query = statements.of("SELECT abs(?)");
          query.setLong(1, value);
          try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  @Test
  void aKeptStatementThatHasFailedIsPreparedAnew() {
    try (ReaderPool pool = new ReaderPool(DatabaseFile.at(file), System::nanoTime)) {
      assertThat(absolute(pool, -1)).isEqualTo(1);
      assertThatThrownBy(() -> absolute(pool, Long.MIN_VALUE))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("overflow");
      assertThat(absolute(pool, -2)).isEqualTo(2);
    }
  }

  /** Takes connections one inside the other, so that each one is another. */
  private static void checkWhileHolding(ReaderPool pool, int depth, List<Connection> seen) {
    if (depth == 0) {
      return;
    }
    pool.read(
        connection -> {
          seen.add(connection.unwrap(org.sqlite.SQLiteConnection.class));
          assertThat(pragma(connection, "query_only")).isEqualTo("1");
          assertThat(pragma(connection, "foreign_keys")).isEqualTo("1");
          assertThat(pragma(connection, "mmap_size")).isEqualTo("0");
          assertThat(pragma(connection, "cache_size")).isEqualTo("-4096");
          assertThat(pragma(connection, "busy_timeout")).isEqualTo("5000");
          assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
          checkWhileHolding(pool, depth - 1, seen);
          return connection;
        });
  }

  @Test
  void aReaderInTheMiddleOfItsTransactionBlocksNoWriterAndSeesOneState() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(file);
        Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      assertThat(statement.executeQuery("SELECT count(*) FROM subjects").getInt(1)).isEqualTo(1);
      registry.register(Subject.of("a", "c"), SCHEMA);
      assertThat(statement.executeQuery("SELECT count(*) FROM subjects").getInt(1)).isEqualTo(1);
      statement.execute("COMMIT");
      assertThat(statement.executeQuery("SELECT count(*) FROM subjects").getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void aWriteUnderWayBlocksNoReader() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(file);
        Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = foreign.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThat(registry.latest(Subject.of("a", "b")).schema()).isEqualTo(SCHEMA);
      assertThat(registry.subjects().history(Subject.of("a", "b"))).hasSize(1);
      statement.execute("ROLLBACK");
    }
  }

  private static Connection rollBack(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    }
    return connection.unwrap(org.sqlite.SQLiteConnection.class);
  }

  @Test
  void aConnectionWhoseTransactionCannotBeEndedIsNotUsedAgain() {
    try (ReaderPool pool = new ReaderPool(DatabaseFile.at(file), System::nanoTime)) {
      Connection ended = pool.readSnapshot(ReaderPoolTest::rollBack);
      Connection next =
          pool.read(connection -> connection.unwrap(org.sqlite.SQLiteConnection.class));
      assertThat(next).isNotSameAs(ended);
      assertThatThrownBy(
              () ->
                  pool.readSnapshot(
                      connection -> {
                        rollBack(connection);
                        throw new SQLException("the cause");
                      }))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the cause");
    }
  }

  @Test
  void aPoolThatCannotStartSaysWhy() throws Exception {
    DatabaseFile database = DatabaseFile.at(file);
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> new ReaderPool(database, System::nanoTime))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Cannot read");
  }

  @Test
  void whenAllConnectionsAreTakenAReadFailsInTimeAndLaterOnesGoOn() {
    Duration patience = Duration.ofMillis(250);
    try (ReaderPool pool = new ReaderPool(DatabaseFile.at(file), System::nanoTime, patience)) {
      openAll(pool);
      assertThat(readWithin(pool, ReaderPool.MAX_CONNECTIONS))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("timed out");
      assertThat(readWithin(pool, ReaderPool.MAX_CONNECTIONS - 1)).isNull();
    }
  }

  /** Opening may take longer than a read waits, but goes on meanwhile. */
  private static void openAll(ReaderPool pool) {
    Throwable thrown = readWithin(pool, ReaderPool.MAX_CONNECTIONS - 1);
    for (int i = 1; i < 1_000 && thrown != null; i++) {
      thrown = readWithin(pool, ReaderPool.MAX_CONNECTIONS - 1);
    }
    assertThat(thrown).isNull();
  }

  /** What one of some reads, each within the one before, throws; null if nothing. */
  private static Throwable readWithin(ReaderPool pool, int others) {
    AtomicReference<Throwable> within = new AtomicReference<>();
    Throwable own =
        catchThrowable(
            () ->
                pool.read(
                    connection -> {
                      if (others > 0) {
                        within.set(readWithin(pool, others - 1));
                      }
                      return 1;
                    }));
    return own == null ? within.get() : own;
  }
}
