package io.cairn.registry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The path of a file that does not exist yet, in a folder of its own in the temporary folder. */
record TemporaryFile(Path path) {

  static TemporaryFile create() {
    try {
      return new TemporaryFile(Files.createTempDirectory("cairn-benchmark").resolve("registry.db"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Deletes the folder with everything in it. */
  void delete() {
    Path folder = path.resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
