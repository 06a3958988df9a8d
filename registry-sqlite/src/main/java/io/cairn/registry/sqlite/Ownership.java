package io.cairn.registry.sqlite;

import io.cairn.registry.error.StoreException;
import io.cairn.registry.error.StoreLockedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/**
 * The right to write to a file: within the JVM by {@link Claims} on the file and on the lock file
 * beside it, each by its path and by what the file system calls it; between processes by a lock on
 * the lock file, which nobody else opens. The operating system frees the lock of a process that
 * dies.
 *
 * <p>Nothing is opened before the claims are made: closing a channel drops every lock that the
 * process has on that file, and so does a second copy of SQLite with the database. A lock file is
 * never deleted, because another process may have opened it a moment before and would then lock a
 * file that nobody sees any more. So the file's format is checked before one is created.
 */
final class Ownership implements AutoCloseable {
  /**
   * Far behind the text in the file, so that others may read who the owner is where locks are
   * mandatory.
   */
  private static final long LOCKED_BYTE = 1 << 20;

  private static final int MAX_TEXT = 1024;

  /** Where {@link RevisionMark} lies; it outlives owners. */
  private static final long MARK = 2 * MAX_TEXT;

  private final Claims claims;
  private final FileIdentity database;
  private final FileIdentity lockFile;
  private final RandomAccessFile opened;

  private Ownership(
      Claims claims, FileIdentity database, FileIdentity lockFile, RandomAccessFile opened) {
    this.claims = claims;
    this.database = database;
    this.lockFile = lockFile;
    this.opened = opened;
  }

  /**
   * Takes the file, without waiting.
   *
   * @throws StoreLockedException if somebody has it
   * @throws io.cairn.registry.error.UnsupportedFormatException if it is something else; then there
   *     is no lock file unless there was one
   */
  static Ownership take(DatabaseFile file, Clock clock) {
    Path path = file.path();
    String self = "process " + ProcessHandle.current().pid() + " since " + clock.instant();
    Claims claims = new Claims(path, self);
    try {
      Path beside = path.resolveSibling(path.getFileName() + ".lock");
      claims.add((Files.exists(beside) ? beside.toRealPath() : beside).toString());
      FileIdentity database = FileIdentity.of(path);
      claims.add(database.name());
      file.requireRegistryOrEmpty();
      create(beside);
      FileIdentity lockFile = FileIdentity.of(beside);
      claims.add(lockFile.name());
      return new Ownership(claims, database, lockFile, lock(path, beside, self));
    } catch (IOException failed) {
      claims.close();
      throw new StoreException("Cannot lock " + path + ": " + failed, failed);
    } catch (RuntimeException refused) {
      claims.close();
      throw refused;
    }
  }

  private static void create(Path lockFile) throws IOException {
    try {
      Files.createFile(lockFile, DatabaseFile.ownerOnly());
    } catch (FileAlreadyExistsException leftBehind) {
      // An owner from before left it, or another process has it.
    }
  }

  private static RandomAccessFile lock(Path file, Path lockFile, String self) throws IOException {
    RandomAccessFile opened = new RandomAccessFile(lockFile.toFile(), "rw");
    FileChannel channel = opened.getChannel();
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw new StoreLockedException(file, describe(channel));
      }
      byte[] text = self.getBytes(StandardCharsets.UTF_8);
      channel.write(ByteBuffer.wrap(Arrays.copyOf(text, MAX_TEXT)), 0);
      return opened;
    } catch (OverlappingFileLockException here) {
      String owner = describe(channel) + ", which is this process";
      opened.close();
      throw new StoreLockedException(file, owner);
    } catch (IOException | RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  private static String describe(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MAX_TEXT);
    channel.read(text, 0);
    String owner = StandardCharsets.UTF_8.decode(text.flip()).toString().replace("\0", "");
    return owner.isBlank() ? "another process" : owner;
  }

  /** Where the file is. */
  Path path() {
    return database.path();
  }

  /** The mark that was written last, by whichever owner; zeros if there is none. */
  byte[] readMark() throws IOException {
    byte[] mark = new byte[RevisionMark.BYTES];
    opened.seek(MARK);
    int unused = opened.read(mark);
    return mark;
  }

  /**
   * Writes the mark; not by the channel, which an interrupt would close, and with it goes the lock.
   */
  void writeMark(byte[] mark) throws IOException {
    opened.seek(MARK);
    opened.write(mark);
  }

  /**
   * Returns while the file and its lock file are the ones that were taken.
   *
   * @throws StoreException if somebody has deleted or replaced one of them
   */
  void requireHeld() {
    requireSameFile();
    requireSame(lockFile);
  }

  /** As {@link #requireHeld}, but looks at the file alone. */
  void requireSameFile() {
    requireSame(database);
  }

  private void requireSame(FileIdentity taken) {
    if (!taken.holds()) {
      throw new StoreException(
          "Cannot write to "
              + database.path()
              + ": somebody has moved, deleted or replaced "
              + taken.path()
              + " while the registry was open. Close this registry, put the file back or restore it"
              + " from a backup, and open it again.",
          null);
    }
  }

  /** Gives the file free; closing twice does nothing. */
  @Override
  public void close() {
    if (!opened.getChannel().isOpen()) {
      return;
    }
    try {
      opened.close();
    } catch (IOException failed) {
      throw new StoreException("Cannot unlock the registry's file: " + failed, failed);
    } finally {
      claims.close();
    }
  }
}
