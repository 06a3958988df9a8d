package io.cairn.registry.error;

import java.nio.file.Path;

/** The file has an owner already: one process, and one registry in it, may write to a file. */
public final class StoreLockedException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final transient Path file;
  private final String owner;

  public StoreLockedException(Path file, String owner) {
    super(
        "Cannot open "
            + file
            + " for writing: it is owned by "
            + owner
            + ". Close that registry, share its instance, or read the file with any SQLite client.");
    this.file = file;
    this.owner = owner;
  }

  public Path file() {
    return file;
  }

  /** Who owns the file, as far as it is known: process id and since when. */
  public String owner() {
    return owner;
  }
}
