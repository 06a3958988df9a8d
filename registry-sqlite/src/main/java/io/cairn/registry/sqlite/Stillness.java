package io.cairn.registry.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A file whose log is empty: everything is in the file itself, and while it stays so nobody has
 * committed anything. Found out without opening anything.
 *
 * @param bytes how large the file is
 * @param modified when it was written last
 */
record Stillness(long bytes, FileTime modified) {

  /** How the file is now; null if its log is not empty. */
  static @Nullable Stillness find(DatabaseFile file) throws IOException {
    if (size(file.log()) > 0) {
      return null;
    }
    BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
    return new Stillness(attributes.size(), attributes.lastModifiedTime());
  }

  private static long size(Path log) throws IOException {
    try {
      return Files.size(log);
    } catch (NoSuchFileException none) {
      return 0;
    }
  }
}
