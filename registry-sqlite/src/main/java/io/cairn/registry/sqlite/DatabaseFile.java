package io.cairn.registry.sqlite;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * The path of the database and how connections to it are set up. It never opens the file itself:
 * closing a file that SQLite has open in the same process would drop SQLite's locks (see "How To
 * Corrupt An SQLite Database File", section 2.2).
 */
final class DatabaseFile {
  static final int BUSY_TIMEOUT_MILLIS = 5_000;
  private static final int PAGE_SIZE = 8192;
  private static final int WRITER_CACHE_KIB = 32 * 1024;
  private static final int READER_CACHE_KIB = 4 * 1024;

  /** Views and triggers that somebody has put into the file call no function that could do harm. */
  private static final String DISTRUST_SCHEMA = "PRAGMA trusted_schema = false";

  private static final int[] OLDEST_SQLITE = {3, 51, 3};

  private final Path path;

  private DatabaseFile(Path path) {
    this.path = path;
  }

  /** Checks the path, and creates an empty file, for its owner only, where there is none. */
  static DatabaseFile at(Path given) {
    Path file = resolve(given);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      create(file);
    } else if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "Cannot open "
              + file
              + ": it is not a regular file. Give the path of a file, or of none yet.");
    }
    return new DatabaseFile(file);
  }

  /** Checks the path of a file that is there. */
  static DatabaseFile existing(Path given) {
    Path file = resolve(given);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "Cannot open " + file + ": there is no such file. Give the path of a registry.");
    }
    return new DatabaseFile(file);
  }

  static Path resolve(Path given) {
    Path absolute = given.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null || given.getFileSystem() != FileSystems.getDefault()) {
      throw new InvalidInputException(
          "\""
              + given
              + "\" cannot be the path of a registry; give a file in a folder of the default file system.");
    }
    try {
      Path resolved =
          Files.exists(absolute) ? absolute.toRealPath() : parent.toRealPath().resolve(name);
      requireNoOptions(given, absolute);
      requireNoOptions(given, resolved);
      return resolved;
    } catch (IOException missing) {
      throw new InvalidInputException(
          "Cannot open "
              + absolute
              + ": its folder does not exist or may not be read. Create it first.",
          missing);
    }
  }

  private static void requireNoOptions(Path given, Path meant) {
    if (meant.toString().indexOf('?') >= 0) {
      throw new InvalidInputException(
          "The path \""
              + given
              + "\" contains '?', or leads to one that does, which SQLite's driver reads as options;"
              + " rename the file or folder.");
    }
  }

  /** The folder of a path that {@link #resolve} returned. */
  static Path folder(Path resolved) {
    return Objects.requireNonNull(resolved.getParent());
  }

  private static void create(Path file) {
    try {
      Files.createFile(file, ownerOnly());
    } catch (FileAlreadyExistsException raced) {
      if (!Files.isRegularFile(file)) {
        throw new InvalidInputException(
            "Cannot open "
                + file
                + ": it is a link to nothing. Remove the link, or give another path.",
            raced);
      }
    } catch (IOException failed) {
      throw new StoreException("Cannot create " + file + ": " + failed, failed);
    }
  }

  /**
   * For new files: nobody but their owner may read or write them, where the file system knows of
   * owners.
   */
  static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  Path path() {
    return path;
  }

  /** The write-ahead log beside it. */
  Path log() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  /** The index of the log, which all who read or write it share. */
  Path logIndex() {
    return path.resolveSibling(path.getFileName() + "-shm");
  }

  String url() {
    return JDBC.PREFIX + path;
  }

  /**
   * Refuses a file that is neither a registry nor empty, and leaves it and its folder as they are.
   *
   * <p>SQLite is told that nothing can change the file: it takes no lock, and looks at no journal.
   * It sees what was last checkpointed. A registry's first checkpoint brings its mark along, so
   * none is refused; something else whose beginnings lie in its journal alone is refused by {@link
   * #openForWriting}.
   *
   * @throws UnsupportedFormatException if it is something else, or of a newer format
   */
  void requireRegistryOrEmpty() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    try (Connection connection = JDBC.createConnection(unchanging(), config.toProperties())) {
      Format.find(connection, path);
    } catch (SQLException unreadable) {
      refuseIfNoDatabase(unreadable);
    }
  }

  /** As the other, by the connection as it is. */
  Connection openForWriting() {
    return openForWriting(UnaryOperator.identity());
  }

  /**
   * Opens the connection that writes. The file is changed only once it is known to be a registry,
   * or empty.
   *
   * @param wiring what everything is written through, from the first statement on
   */
  Connection openForWriting(UnaryOperator<Connection> wiring) {
    SQLiteConfig config = common(WRITER_CACHE_KIB);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPageSize(PAGE_SIZE);
    boolean wasLeftOpen = hasLog();
    try {
      Connection connection = wiring.apply(JDBC.createConnection(url(), config.toProperties()));
      try {
        distrustSchema(connection);
        requireSafeSqlite(connection);
        Format.find(connection, path);
        useWriteAheadLog(connection);
        QuickCheck.require(connection, path);
        if (Format.prepare(connection, path)) {
          moveLogIntoFile(connection);
        }
        if (wasLeftOpen) {
          syncLog(connection);
        }
        return connection;
      } catch (SQLException | RuntimeException failed) {
        connection.close();
        throw failed;
      }
    } catch (SQLException failed) {
      refuseIfNoDatabase(failed);
      throw ErrorCodes.visible("Cannot open " + path, failed);
    }
  }

  /** So that a file knows which one it is, whatever becomes of its log. */
  private static void moveLogIntoFile(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    }
  }

  private boolean hasLog() {
    try {
      return Files.size(log()) > 0;
    } catch (IOException none) {
      return false;
    }
  }

  /**
   * A process that died may have left commits in the operating system's cache alone; nothing is
   * served of them before they survive a loss of power.
   */
  private static void syncLog(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(GroupCommit.COUNT_SYNC);
    }
  }

  private static void distrustSchema(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(DISTRUST_SCHEMA);
    }
  }

  /** Says so if the file is no database; otherwise it returns. */
  void refuseIfNoDatabase(SQLException failed) {
    if (ErrorCodes.isAny(failed, SQLiteErrorCode.SQLITE_NOTADB)) {
      throw new UnsupportedFormatException(
          "Cannot open " + path + ": it is not a SQLite database. Give another path.");
    }
  }

  private void useWriteAheadLog(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA journal_mode = WAL")) {
      row.next();
      String mode = row.getString(1);
      if (!mode.equals("wal")) {
        throw new StoreException(
            "Cannot open "
                + path
                + ": SQLite keeps its journal mode "
                + mode
                + " instead of WAL. Put the file on a local disk.",
            null);
      }
    }
  }

  /** A connection for copying the whole file; a file that is no database is refused. */
  Connection openForCopying() throws SQLException {
    return openOnce(common(READER_CACHE_KIB));
  }

  /** As {@link #openForCopying}, but it writes nothing, not even what the log has. */
  Connection openForVerifying() throws SQLException {
    SQLiteConfig config = common(READER_CACHE_KIB);
    config.setReadOnly(true);
    return openOnce(config);
  }

  private Connection openOnce(SQLiteConfig config) throws SQLException {
    try {
      Connection connection = JDBC.createConnection(url(), config.toProperties());
      try {
        distrustSchema(connection);
        return connection;
      } catch (SQLException failed) {
        connection.close();
        throw failed;
      }
    } catch (SQLException failed) {
      refuseIfNoDatabase(failed);
      throw failed;
    }
  }

  /** A connection that reads beside whoever writes. */
  Connection openForReading() throws SQLException {
    SQLiteConfig config = common(READER_CACHE_KIB);
    config.setReadOnly(true);
    return queryOnly(JDBC.createConnection(url(), config.toProperties()));
  }

  /** A connection that takes the file as it is, without its log, and for one that stays so. */
  Connection openUnchanging() throws SQLException {
    SQLiteConfig config = common(READER_CACHE_KIB);
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    return queryOnly(JDBC.createConnection(unchanging(), config.toProperties()));
  }

  private String unchanging() {
    return JDBC.PREFIX + path.toUri() + "?immutable=1";
  }

  private static <C extends Connection> C queryOnly(C connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(DISTRUST_SCHEMA);
      statement.execute("PRAGMA query_only = true");
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  /** Connections that cannot write. */
  DataSource forReading() {
    SQLiteDataSource source =
        new SQLiteDataSource(common(READER_CACHE_KIB)) {
          @Override
          public SQLiteConnection getConnection(String user, String password) throws SQLException {
            return queryOnly(super.getConnection(user, password));
          }
        };
    source.setUrl(url());
    return source;
  }

  private static SQLiteConfig common(int cacheKib) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    config.setCacheSize(-cacheKib);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "0");
    config.setGetGeneratedKeys(false);
    config.enableLoadExtension(false);
    return config;
  }

  private static void requireSafeSqlite(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT sqlite_version()")) {
      rows.next();
      String version = rows.getString(1);
      String[] parts = version.split("\\.", -1);
      for (int i = 0; i < OLDEST_SQLITE.length; i++) {
        int part = Integer.parseInt(parts[i]);
        if (part > OLDEST_SQLITE[i]) {
          return;
        }
        if (part < OLDEST_SQLITE[i]) {
          throw new StoreException(
              "SQLite "
                  + version
                  + " can corrupt a database in WAL mode; put org.xerial:sqlite-jdbc 3.51.3.0 or later on the class path.",
              null);
        }
      }
    }
  }
}
