package io.cairn.registry.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.RegistryClosedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/** The connections that read. Thread-safe. */
final class ReaderPool implements Reading, AutoCloseable {
  private static final String READING = "Cannot read from the registry's file";
  static final int MAX_CONNECTIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

  private final HikariDataSource pool;
  private final LongSupplier nanos;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  /** Of each open connection, which is nobody else's while a reader has it. */
  private final ConcurrentMap<SQLiteConnection, Statements> kept = new ConcurrentHashMap<>();

  /**
   * A pool.
   *
   * @param nanos tells elapsed time, as {@link System#nanoTime} does
   */
  ReaderPool(DatabaseFile file, LongSupplier nanos) {
    this(file, nanos, PATIENCE);
  }

  /**
   * A pool.
   *
   * @param patience how long a read waits for a connection before it fails; at least 250 ms
   */
  ReaderPool(DatabaseFile file, LongSupplier nanos, Duration patience) {
    this.nanos = nanos;
    HikariConfig config = new HikariConfig();
    config.setPoolName("cairn-readers");
    config.setDataSource(file.forReading());
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(patience.toMillis());
    try {
      pool = new HikariDataSource(config);
    } catch (PoolInitializationException failed) {
      throw ErrorCodes.visible(READING, failed);
    }
  }

  /**
   * Runs a single statement.
   *
   * @throws CorruptDataException if what it reads makes no sense
   */
  @Override
  public <T> T read(Query<T> query) {
    try (Connection connection = connect()) {
      return run(query, connection);
    } catch (SQLException failed) {
      throw pool.isClosed() ? new RegistryClosedException() : ErrorCodes.visible(READING, failed);
    } catch (CorruptDataException | RegistryClosedException told) {
      throw told;
    } catch (RuntimeException undecodable) {
      throw pool.isClosed()
          ? new RegistryClosedException()
          : ErrorCodes.damaged(READING, undecodable);
    }
  }

  @Override
  public <T> T readKept(KeptQuery<T> query) {
    return read(connection -> runKept(query, connection));
  }

  @Override
  public <T> T readKeptSnapshot(KeptQuery<T> query) {
    return readSnapshot(connection -> runKept(query, connection));
  }

  /** The driver gives up a statement that has failed, and does not say which. */
  private <T> T runKept(KeptQuery<T> query, Connection connection) throws SQLException {
    Statements statements = statements(connection);
    try {
      return query.run(statements);
    } catch (SQLException | RuntimeException failed) {
      statements.forget();
      throw failed;
    }
  }

  private Statements statements(Connection connection) throws SQLException {
    SQLiteConnection physical = connection.unwrap(SQLiteConnection.class);
    Statements statements = kept.get(physical);
    if (statements == null) {
      for (SQLiteConnection other : kept.keySet()) {
        if (other.isClosed()) {
          kept.remove(other);
        }
      }
      statements = new Statements(physical);
      kept.put(physical, statements);
    }
    return statements;
  }

  private <T> T run(Query<T> query, Connection connection) throws SQLException {
    Running read = new Running(connection);
    try {
      return query.run(connection);
    } finally {
      read.end();
    }
  }

  /** A read under way. */
  private final class Running {
    private final Connection connection;
    private final long since = nanos.getAsLong();

    Running(Connection connection) {
      this.connection = connection;
      running.add(this);
    }

    /** A read that has ended is not cancelled any more, as its connection may serve another. */
    synchronized boolean cancel() throws SQLException {
      boolean isRunning = running.contains(this);
      if (isRunning) {
        connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
      }
      return isRunning;
    }

    synchronized void end() {
      running.remove(this);
    }
  }

  /** Cancels the reads that have taken longer, and says how many they were. */
  int cancelLongerThan(Duration limit) {
    int cancelled = 0;
    for (Running read : running) {
      if (nanos.getAsLong() - read.since > limit.toNanos()) {
        try {
          cancelled += read.cancel() ? 1 : 0;
        } catch (SQLException failed) {
          LOG.warn("A read that takes too long cannot be cancelled.", failed);
        }
      }
    }
    return cancelled;
  }

  /** Waits for a connection, whether or not the caller is interrupted. */
  private Connection connect() throws SQLException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try {
          return pool.getConnection();
        } catch (SQLException failed) {
          if (!(failed.getCause() instanceof InterruptedException)) {
            throw failed;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public <T> T readSnapshot(Query<T> query) {
    return read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            try {
              return query.run(connection);
            } finally {
              end(connection, statement);
            }
          }
        });
  }

  /** A connection whose transaction cannot be ended is nobody's next one. */
  private void end(Connection connection, Statement statement) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException failed) {
      pool.evictConnection(connection);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
