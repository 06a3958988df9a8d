package io.cairn.registry.sqlite;

import io.cairn.registry.error.OverloadedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the write-ahead log from growing without bound. SQLite empties it by itself while nobody
 * reads an old state for long; a reader that does pins it. Beyond one size the log is emptied by
 * force as soon as that is possible, and the registry's own reads that take too long are cancelled.
 * Beyond another nothing is accepted any more. Belongs to the writer thread.
 */
final class LogBound {
  private static final Logger LOG = LoggerFactory.getLogger(LogBound.class);

  /** A look at the file's size costs as much as a small write, so not every commit has one. */
  private static final int COMMITS_PER_LOOK = 32;

  private final Connection connection;
  private final Path log;
  private final WriterLimits limits;
  private final ReaderPool readers;
  private int commitsToLook;
  private boolean isPinned;
  private volatile long size;

  LogBound(Connection connection, DatabaseFile file, WriterLimits limits, ReaderPool readers) {
    this.connection = connection;
    this.limits = limits;
    this.readers = readers;
    log = file.log();
  }

  /** The size of the log in bytes when it was last looked at. */
  long size() {
    return size;
  }

  /** To be called between transactions. */
  void afterCommit() {
    if (isPinned || --commitsToLook <= 0) {
      commitsToLook = COMMITS_PER_LOOK;
      look();
    }
  }

  /** What to answer while the log is too large; null if it is not, or no more. */
  @Nullable OverloadedException findOverflow() {
    if (size <= limits.maxLogBytes()) {
      return null;
    }
    look();
    return size <= limits.maxLogBytes()
        ? null
        : OverloadedException.ofLog(size, limits.maxLogBytes());
  }

  private void look() {
    size = sizeNow();
    if (size <= limits.logBytes()) {
      isPinned = false;
      return;
    }
    try {
      if (empty()) {
        isPinned = false;
        size = sizeNow();
        return;
      }
    } catch (SQLException failed) {
      LOG.warn("The write-ahead log could not be emptied; it is tried again.", failed);
    }
    int cancelled = readers.cancelLongerThan(limits.readTime());
    if (!isPinned || cancelled > 0) {
      LOG.warn(
          "The write-ahead log {} has {} bytes and cannot be emptied, because a reader uses an old"
              + " state; {} reads of this registry took too long and were cancelled. If it goes on,"
              + " look for another program that has a transaction open on the file.",
          log,
          size,
          cancelled);
    }
    isPinned = true;
  }

  private long sizeNow() {
    try {
      return Files.size(log);
    } catch (NoSuchFileException none) {
      return 0;
    } catch (IOException unknown) {
      LOG.warn("The size of {} cannot be read.", log, unknown);
      return 0;
    }
  }

  /** Whether the whole log was written to the database and cut off; does not wait for readers. */
  private boolean empty() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
        return row.next() && row.getInt(1) == 0;
      } finally {
        statement.execute("PRAGMA busy_timeout = " + DatabaseFile.BUSY_TIMEOUT_MILLIS);
      }
    }
  }
}
