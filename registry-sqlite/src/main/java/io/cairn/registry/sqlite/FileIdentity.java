package io.cairn.registry.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which file stood at a path; found out without opening it.
 *
 * @param path where
 * @param key what the file system calls it; null where it has no such name
 */
record FileIdentity(Path path, @Nullable Object key) {

  static FileIdentity of(Path path) throws IOException {
    return new FileIdentity(path, Files.readAttributes(path, BasicFileAttributes.class).fileKey());
  }

  /** Whether that file still stands there. */
  boolean holds() {
    try {
      return Objects.equals(key, of(path).key);
    } catch (IOException gone) {
      return false;
    }
  }

  /** The same for every path to the file. */
  String name() {
    return Objects.requireNonNullElse(key, path).toString();
  }
}
