package io.cairn.registry.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs queries on connections that cannot write. Thread-safe. */
interface Reading {

  /** One or more queries of a reader. */
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  /** One or more queries of a reader, by statements that a connection may keep prepared. */
  interface KeptQuery<T> {
    T run(Statements statements) throws SQLException;
  }

  /** Runs a single statement. */
  <T> T read(Query<T> query);

  /** Runs several statements on one consistent state. */
  <T> T readSnapshot(Query<T> query);

  /** As {@link #read}, for what is read often. */
  default <T> T readKept(KeptQuery<T> query) {
    return read(connection -> run(query, connection));
  }

  /** As {@link #readSnapshot}, for what is read often. */
  default <T> T readKeptSnapshot(KeptQuery<T> query) {
    return readSnapshot(connection -> run(query, connection));
  }

  private static <T> T run(KeptQuery<T> query, Connection connection) throws SQLException {
    try (Statements statements = new Statements(connection)) {
      return query.run(statements);
    }
  }
}
