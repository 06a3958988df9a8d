package io.cairn.registry.sqlite;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Copies a registry's file while it may be in use. SQLite itself reads it, as one consistent state;
 * nothing else ever opens it. The copy gets its name only when it is complete and on disk.
 */
final class FileCopy {
  private static final String COPY = "VACUUM INTO ?";

  private FileCopy() {}

  static void make(Path from, Path to) {
    DatabaseFile source = DatabaseFile.existing(from);
    Path target = DatabaseFile.resolve(to);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInputException(
          "Cannot copy to "
              + target
              + ": there is something already. Give the path of no file, or delete that one first.");
    }
    Path folder = DatabaseFile.folder(target);
    Path partial = folder.resolve(target.getFileName() + ".partial");
    try {
      Files.deleteIfExists(partial);
      Files.createFile(partial, DatabaseFile.ownerOnly());
      copy(source, partial);
      force(partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    } catch (IOException failed) {
      throw new StoreException("Cannot copy " + from + " to " + to + ": " + failed, failed);
    } finally {
      deleteQuietly(partial);
    }
  }

  private static void copy(DatabaseFile source, Path target) {
    try (Connection connection = source.openForCopying();
        PreparedStatement statement = connection.prepareStatement(COPY)) {
      Format.require(connection, source.path());
      statement.setString(1, target.toString());
      statement.executeUpdate();
    } catch (SQLException failed) {
      throw ErrorCodes.visible("Cannot copy " + source.path() + " to " + target, failed);
    }
  }

  /** Returns when the file, or the names in the folder, survive a loss of power. */
  private static void force(Path fileOrFolder) throws IOException {
    boolean isFolder = Files.isDirectory(fileOrFolder);
    try (FileChannel channel =
        FileChannel.open(
            fileOrFolder, isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException failed) {
      if (!isFolder) {
        throw failed;
      }
      // Not every system lets folders be opened; there the name is safe with the file.
    }
  }

  private static void deleteQuietly(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException leftBehind) {
      // The next copy to this place deletes it.
    }
  }
}
