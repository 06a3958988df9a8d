package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.discovery.Discovery;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Opens a registry kept in one SQLite file, which any SQLite client may read at the same time: see
 * the views {@code subjects}, {@code versions} and {@code columns}.
 *
 * <p>A file has one writer: the registry that opened it, until it is closed or its process ends.
 * What a registration returns is on disk (WAL, {@code synchronous=FULL}). Beside the file lie
 * {@code -wal} and {@code -shm}, which belong to it while it is open, and {@code .lock}.
 */
public final class SqliteRegistry {
  private SqliteRegistry() {}

  /**
   * Opens the file, creating it, readable by its owner alone, if there is none.
   *
   * @throws io.cairn.registry.error.StoreLockedException if another registry, here or in another
   *     process, has the file open
   * @throws io.cairn.registry.error.UnsupportedFormatException if the file is something else, or of
   *     a newer format
   * @throws io.cairn.registry.error.InvalidInputException if the path cannot be one
   * @throws io.cairn.registry.error.StoreException if the file cannot be opened
   */
  public static SchemaRegistry open(Path file) {
    return builder(file).open();
  }

  /** A builder, for what {@link #open} decides by default. */
  public static Builder builder(Path file) {
    return new Builder(file);
  }

  /** Opens a file with more said about how. Not thread-safe. */
  public static final class Builder {
    private final Path file;
    private Clock clock = Clock.systemUTC();
    private @Nullable Discovery discovery;

    private Builder(Path file) {
      this.file = file;
    }

    /** Tells the time of registrations; the system's clock by default. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /** Finds schemas in data; by default the built-in formats and what the class path offers. */
    public Builder discovery(Discovery value) {
      discovery = value;
      return this;
    }

    /** Opens the file; throws as {@link SqliteRegistry#open} does. */
    public SchemaRegistry open() {
      EmbeddedRegistry.Builder registry =
          EmbeddedRegistry.builder(SqliteStore.open(file, clock)).clock(clock);
      if (discovery != null) {
        registry.discovery(discovery);
      }
      return registry.build();
    }
  }
}
