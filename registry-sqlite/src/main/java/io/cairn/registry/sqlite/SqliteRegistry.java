package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.cache.CacheLimits;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.lineage.ParticipantDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
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

  /**
   * Opens the file of a registry for reading, beside whoever has it open for writing, here or in
   * another process, or when nobody has. It takes no right to the file, and writes and creates
   * nothing. Every method that changes something throws {@link
   * io.cairn.registry.error.ReadOnlyException}.
   *
   * <p>What the owner commits is known here within a second and the time that reading the changes
   * takes, and at once by {@link SchemaRegistry#flush}. Listeners are told the difference.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it is no file
   * @throws io.cairn.registry.error.UnsupportedFormatException if it is no registry, or of another
   *     format than this release writes
   * @throws io.cairn.registry.error.CorruptDataException if it is damaged
   * @throws io.cairn.registry.error.StoreException if it cannot be read, as when an owner was
   *     killed and the {@code -shm} that it left was deleted
   */
  public static SchemaRegistry openReadOnly(Path file) {
    return builder(file).openReadOnly();
  }

  /**
   * Copies a registry's file to where there is none: a backup, or a backup brought back. Whoever
   * has the file open, here or in another process, goes on meanwhile; the copy is what was
   * committed when the copying began, in one file without {@code -wal}, readable by its owner
   * alone. It is complete and on disk when it has its name.
   *
   * @throws io.cairn.registry.error.InvalidInputException if {@code from} is no file, or {@code to}
   *     is one already
   * @throws io.cairn.registry.error.UnsupportedFormatException if {@code from} is no registry, or
   *     of a newer format
   * @throws io.cairn.registry.error.CorruptDataException if it is damaged
   * @throws io.cairn.registry.error.StoreException if it cannot be read, or the copy not be written
   */
  public static void copy(Path from, Path to) {
    Undisturbed.call(
        () -> {
          FileCopy.make(from, to);
          return true;
        });
  }

  /**
   * Looks at everything in a registry's file and says what is not as it was written: rows and
   * documents that do not have their hashes or ids, references and fields that are not those of the
   * schemas, and what SQLite itself finds. Whoever has the file open, here or in another process,
   * goes on meanwhile; nothing is written. It reads the whole file, in one consistent state.
   *
   * <p>Counts of how often a version was seen are under no hash. Neither is it noticed that the
   * newest changes are missing altogether: that is logged when the file is opened.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it is no file
   * @throws io.cairn.registry.error.UnsupportedFormatException if it is no registry, or of another
   *     format than this release writes
   * @throws io.cairn.registry.error.CorruptDataException if it is damaged so much that not even its
   *     format can be read
   * @throws io.cairn.registry.error.StoreException if it cannot be read
   */
  public static Verification verify(Path file) {
    return Undisturbed.call(() -> Verifier.verify(file));
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
    private @Nullable Path imported;
    private OptionalLong maxBodyBytes = OptionalLong.empty();
    private CacheLimits limits = CacheLimits.DEFAULTS;
    private @Nullable ParticipantDirectory participants;
    private Duration followInterval = Duration.ofSeconds(1);

    private TelemetryOptions telemetry = TelemetryOptions.DEFAULTS;

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

    /**
     * How much memory the schemas and layouts of versions may take; 64 MiB by default, see {@link
     * EmbeddedRegistry.Builder#maxBodyBytes}.
     *
     * @throws InvalidInputException if it is negative
     */
    public Builder maxBodyBytes(long value) {
      if (value < 0) {
        throw new InvalidInputException(
            "The memory for bodies is " + value + " bytes; give 0 or more.");
      }
      maxBodyBytes = OptionalLong.of(value);
      return this;
    }

    /**
     * Before the registry opens, imports what {@link EmbeddedRegistry#export} wrote, of whichever
     * store; throws as {@link EmbeddedRegistry.Builder#importing} says.
     */
    public Builder importing(Path export) {
      imported = export;
      return this;
    }

    /**
     * How much is remembered of what was discovered, and for how long; {@link CacheLimits#DEFAULTS}
     * by default.
     */
    public Builder cache(CacheLimits value) {
      limits = value;
      return this;
    }

    /** Says more about those who produce and read data; nobody does by default. */
    public Builder participants(ParticipantDirectory value) {
      participants = value;
      return this;
    }

    /**
     * How observations are counted, and what bounds that; {@link TelemetryOptions#DEFAULTS} by
     * default.
     */
    public Builder telemetry(TelemetryOptions value) {
      telemetry = value;
      return this;
    }

    /**
     * How long what the owner commits may stay unknown to {@link #openReadOnly}, plus the time that
     * reading it takes; one second by default. From one millisecond to one day.
     */
    public Builder followInterval(Duration value) {
      followInterval = value;
      return this;
    }

    /** Opens the file; throws as {@link SqliteRegistry#open} does. */
    public SchemaRegistry open() {
      return on(SqliteStore.open(file, clock)).build();
    }

    /**
     * Opens the file for reading; throws as {@link SqliteRegistry#openReadOnly} does, and {@link
     * io.cairn.registry.error.ReadOnlyException} if something is to be imported.
     */
    public SchemaRegistry openReadOnly() {
      RegistryStore store = ReadOnlyStore.open(file);
      try {
        return on(store).following(followInterval).build();
      } catch (RuntimeException refused) {
        store.close();
        throw refused;
      }
    }

    /**
     * Opens a registry in memory, which is moved to the file while it is in use: see {@link
     * RegistryMove}. What is imported is in memory first. Throws as {@link SqliteRegistry#open}
     * does, and
     *
     * @throws io.cairn.registry.error.InvalidInputException if the file has a registry that is not
     *     empty
     */
    public RegistryMove openInMemoryMovingToFile() {
      return on(new MemoryStore(clock)).movingTo(SqliteStore.open(file, clock));
    }

    private EmbeddedRegistry.Builder on(RegistryStore store) {
      EmbeddedRegistry.Builder registry =
          EmbeddedRegistry.builder(store).clock(clock).cache(limits).telemetry(telemetry);
      if (participants != null) {
        registry.participants(participants);
      }
      if (discovery != null) {
        registry.discovery(discovery);
      }
      maxBodyBytes.ifPresent(registry::maxBodyBytes);
      if (imported != null) {
        registry.importing(imported);
      }
      return registry;
    }
  }
}
