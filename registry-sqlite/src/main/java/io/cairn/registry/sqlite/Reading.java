package io.cairn.registry.sqlite;

/** Runs queries on connections that cannot write. Thread-safe. */
interface Reading {

  /** Runs a single statement. */
  <T> T read(ReaderPool.Query<T> query);

  /** Runs several statements on one consistent state. */
  <T> T readSnapshot(ReaderPool.Query<T> query);
}
