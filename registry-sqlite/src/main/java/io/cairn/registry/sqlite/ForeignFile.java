package io.cairn.registry.sqlite;

import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody else may own and write to at the same time, on one connection that cannot.
 * Nothing is created and nothing is written, but for the marks of readers in the log's index, which
 * every reader of a log makes. No transaction outlives a query, so that the owner's log is not held
 * up. Thread-safe by one lock.
 *
 * <p>While the log has anything in it, SQLite reads beside the owner. While it is empty, it would
 * make a log and an index of its own, and leave them behind; so it is told that nothing can change
 * the file, and what was read counts only if nothing has.
 */
final class ForeignFile implements Reading, AutoCloseable {
  private static final String READING = "Cannot read from the registry's file";
  private static final int MAX_ATTEMPTS = 10;

  private final DatabaseFile file;
  private final FileIdentity identity;
  private final Object turn = new Object();
  private @Nullable Opened opened;
  private boolean closed;

  /**
   * A connection, and what it relies on.
   *
   * @param stillness how the file must still be; null if SQLite looks at the log itself
   */
  private record Opened(Connection connection, @Nullable Stillness stillness) {
    boolean holds(DatabaseFile file) throws IOException {
      return stillness == null || stillness.equals(Stillness.find(file));
    }
  }

  /**
   * Opens the file.
   *
   * @throws io.cairn.registry.error.UnsupportedFormatException if it is not of the format that this
   *     release reads
   */
  ForeignFile(DatabaseFile file) {
    this.file = file;
    try {
      identity = FileIdentity.of(file.path());
    } catch (IOException gone) {
      throw unreadable(gone);
    }
  }

  @Override
  public <T> T read(Query<T> query) {
    return Undisturbed.call(() -> readUndisturbed(query));
  }

  private <T> T readUndisturbed(Query<T> query) {
    synchronized (turn) {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        try {
          Opened reader = open();
          T result = attempt(reader, query);
          if (reader.holds(file)) {
            return result;
          }
        } catch (Overtaken overtaken) {
          // Once more, on another connection.
        } catch (IOException gone) {
          throw unreadable(gone);
        }
      }
    }
    throw new StoreException(
        READING
            + " "
            + file.path()
            + ": it was written to during each of "
            + MAX_ATTEMPTS
            + " attempts. Try again.",
        null);
  }

  /** The file was written to while it was read as one that cannot change. */
  private static final class Overtaken extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private <T> T attempt(Opened reader, Query<T> query) throws IOException, Overtaken {
    try {
      Format.requireReadable(reader.connection, file.path());
      return query.run(reader.connection);
    } catch (SQLException | RuntimeException failed) {
      if (!reader.holds(file)) {
        throw new Overtaken();
      }
      throw visible(failed);
    }
  }

  private RegistryException visible(Exception failed) {
    if (failed instanceof RegistryException told) {
      return told;
    }
    if (failed instanceof SQLException refused) {
      file.refuseIfNoDatabase(refused);
      return ErrorCodes.visible(READING, failed);
    }
    return ErrorCodes.damaged(READING, failed);
  }

  /** The connection, or another one if what it relies on has changed. */
  private Opened open() throws IOException {
    if (closed) {
      throw new RegistryClosedException();
    }
    requireSameFile();
    Opened present = opened;
    if (present != null && present.holds(file)) {
      return present;
    }
    disconnect();
    Stillness stillness = Stillness.find(file);
    if (stillness == null && !Files.exists(file.logIndex())) {
      throw new StoreException(
          "Cannot read "
              + file.path()
              + ": its log was left behind without an index, which only an owner may make. Open the"
              + " file once by SqliteRegistry.open.",
          null);
    }
    try {
      Opened fresh =
          new Opened(stillness == null ? file.openForReading() : file.openUnchanging(), stillness);
      opened = fresh;
      return fresh;
    } catch (SQLException failed) {
      throw visible(failed);
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
              statement.execute("ROLLBACK");
            }
          }
        });
  }

  /**
   * Returns while the file is the one that was opened.
   *
   * @throws StoreException if somebody has moved, deleted or replaced it
   */
  void requireSameFile() {
    if (!identity.holds()) {
      throw new StoreException(
          "Cannot read "
              + file.path()
              + ": somebody has moved, deleted or replaced it since the registry was opened. What"
              + " was known before can still be looked up; close this registry and open it again"
              + " when the file is back.",
          null);
    }
  }

  private StoreException unreadable(IOException failed) {
    return new StoreException("Cannot read " + file.path() + ": " + failed, failed);
  }

  private void disconnect() {
    Opened present = opened;
    opened = null;
    if (present != null) {
      try {
        present.connection.close();
      } catch (SQLException failed) {
        throw ErrorCodes.visible("Cannot close a connection to " + file.path(), failed);
      }
    }
  }

  @Override
  public void close() {
    synchronized (turn) {
      closed = true;
      disconnect();
    }
  }
}
