package io.cairn.registry.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.RegistryClosedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The connections that read. Thread-safe. */
final class ReaderPool implements AutoCloseable {
  private static final String READING = "Cannot read from the registry's file";
  private static final int MAX_CONNECTIONS = 8;
  private static final long WAIT_MILLIS = 10_000;

  private final HikariDataSource pool;

  ReaderPool(DatabaseFile file) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("cairn-readers");
    config.setJdbcUrl(file.url());
    config.setDataSourceProperties(file.readerProperties());
    config.setConnectionInitSql("PRAGMA query_only = true");
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(WAIT_MILLIS);
    try {
      pool = new HikariDataSource(config);
    } catch (PoolInitializationException failed) {
      throw ErrorCodes.visible(READING, failed);
    }
  }

  /** One or more queries of a reader. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Runs a single statement.
   *
   * @throws CorruptDataException if what it reads makes no sense
   */
  <T> T read(Query<T> query) {
    try (Connection connection = connect()) {
      return query.run(connection);
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

  /** Runs several statements on one consistent state. */
  <T> T readSnapshot(Query<T> query) {
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
