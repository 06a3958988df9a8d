package io.cairn.registry.sqlite;

import io.cairn.registry.error.StoreLockedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of a file that belong to one owner within the JVM, whatever the class loader: system
 * properties. All of them are given back together.
 */
final class Claims implements AutoCloseable {
  private static final String PROPERTY_PREFIX = "io.cairn.registry.sqlite.owner:";

  private final Path file;
  private final String owner;
  private final List<String> properties = new ArrayList<>();

  Claims(Path file, String owner) {
    this.file = file;
    this.owner = owner;
  }

  /**
   * Takes a name; one that these claims have already changes nothing.
   *
   * @throws StoreLockedException if another owner has it
   */
  void add(String name) {
    String property = PROPERTY_PREFIX + name;
    if (properties.contains(property)) {
      return;
    }
    Object other = System.getProperties().putIfAbsent(property, owner);
    if (other != null) {
      throw new StoreLockedException(file, other + ", which is this process");
    }
    properties.add(property);
  }

  @Override
  public void close() {
    properties.forEach(System.getProperties()::remove);
    properties.clear();
  }
}
