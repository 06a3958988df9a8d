package io.cairn.registry.core;

import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Schemas;
import io.cairn.registry.Subject;
import io.cairn.registry.Subjects;
import io.cairn.registry.catalog.Catalog;
import io.cairn.registry.core.cache.CacheLimits;
import io.cairn.registry.core.counts.CountsWriter;
import io.cairn.registry.core.counts.WindowClock;
import io.cairn.registry.core.identity.ContentHasher;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.lineage.LineageServices;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.core.telemetry.TelemetryServices;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.core.turns.RepeatedTurn;
import io.cairn.registry.core.versions.VersionServices;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.Evolution;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.ParticipantDirectory;
import io.cairn.registry.operation.OperationKind;
import io.cairn.registry.operation.Operations;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.Telemetry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The registry on a store. Owns the store: closing the registry closes it. Thread-safe.
 *
 * <p>Most programs open one by a store's own entry, or {@link #inMemory}.
 */
public final class EmbeddedRegistry implements SchemaRegistry {
  private final RegistryStore store;
  private final VersionServices versions;
  private final CountsWriter counts;
  private final TelemetryServices telemetry;
  private final LineageServices lineage;
  private final DiscoveryServices discovery;
  private final Recorder recorder;
  private final Operations operations;
  private final @Nullable RepeatedTurn follower;
  private final Object closing = new Object();
  private volatile boolean closed;

  private EmbeddedRegistry(Builder builder, RegistryStore store) {
    this.store = store;
    recorder = new Recorder(builder.clock, builder.nanos);
    VersionServices.Options options =
        new VersionServices.Options(builder.clock, builder.maxBodyBytes);
    versions = new VersionServices(store, Identity.of(builder.hasher), options, recorder);
    counts = new CountsWriter(store, builder.telemetry.flushInterval());
    WindowClock windows =
        new WindowClock(builder.clock, builder.telemetry.window(), builder.telemetry.retention());
    telemetry = new TelemetryServices(store, builder.telemetry, windows, counts);
    discovery = new DiscoveryServices(builder.discoveryOptions(), recorder);
    follower = builder.interval == null ? null : versions.follow(builder.interval);
    lineage =
        new LineageServices(
            store,
            windows,
            counts,
            new LineageServices.Sources(
                versions.schemas(), versions.evolution(), this::services, builder.participants));
    operations =
        recorder.operations(
            new Recorder.Parts(store, discovery.discovery(), discovery::status, this::warnings));
  }

  /** The services that were observed to emit a signal. */
  private List<AspectValue> services(Signal signal) {
    return telemetry.telemetry().details(List.of(signal)).stream()
        .flatMap(details -> details.values(Aspect.SERVICE).stream())
        .toList();
  }

  /** Sets the global mode if no policy was ever set. */
  private void begin(CompatibilityMode mode) {
    try {
      if (store.versions().settings().revision() == 0) {
        evolution().changeGlobalMode(mode);
      }
    } catch (RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>(telemetry.warnings());
    if (!counts.failure().isEmpty()) {
      warnings.add(
          "What is counted cannot be written, and is in memory alone: " + counts.failure());
    }
    String failure = follower == null ? "" : follower.failure();
    if (!failure.isEmpty()) {
      warnings.add(
          "What others write is not followed, so that look-ups may be out of date: " + failure);
    }
    return warnings;
  }

  /** A registry that forgets everything when it is closed. */
  public static SchemaRegistry inMemory() {
    return builder(new MemoryStore()).build();
  }

  /** A builder for a registry on any store. */
  public static Builder builder(RegistryStore store) {
    return new Builder(store);
  }

  /**
   * Writes everything that a registry keeps to a new file, for {@link Builder#importing}: lines of
   * JSON in UTF-8, the same ones for the same content, whatever the store. Reading goes on
   * meanwhile; writing must wait.
   *
   * @param registry one that this class, or a store's own entry, opened
   * @throws io.cairn.registry.error.InvalidInputException if the registry is another one, or the
   *     file exists or cannot be made
   * @throws io.cairn.registry.error.StoreException if the file cannot be written, or the registry
   *     was changed meanwhile; there is no file then
   * @throws io.cairn.registry.error.CorruptDataException if the registry is damaged
   */
  public static void export(SchemaRegistry registry, Path to) {
    if (!(registry instanceof EmbeddedRegistry embedded)) {
      throw new InvalidInputException(
          "Cannot export: the registry is not an embedded one; give what open or build returned.");
    }
    embedded.flush();
    ExportFile.write(embedded.store, to);
  }

  @Override
  public Registration register(Subject subject, Schema schema) {
    requireOpen();
    return versions.register(subject, schema);
  }

  @Override
  public Registration register(RegistrationRequest request) {
    return schemas().registerAll(List.of(request)).get(0);
  }

  @Override
  public SchemaVersion latest(Subject subject) {
    return versions.latest(subject);
  }

  @Override
  public Discovered discover(URI source) {
    return discovery.discovery().discover(source);
  }

  @Override
  public Schemas schemas() {
    requireOpen();
    return versions.schemas();
  }

  @Override
  public Subjects subjects() {
    requireOpen();
    return versions.subjects();
  }

  @Override
  public Evolution evolution() {
    requireOpen();
    return versions.evolution();
  }

  @Override
  public Catalog catalog() {
    requireOpen();
    return versions.catalog();
  }

  @Override
  public Telemetry telemetry() {
    requireOpen();
    return telemetry.telemetry();
  }

  @Override
  public Discovery discovery() {
    return discovery.discovery();
  }

  @Override
  public Lineage lineage() {
    requireOpen();
    return lineage.lineage();
  }

  @Override
  public Operations operations() {
    return operations;
  }

  @Override
  public void flush() {
    requireOpen();
    recorder.measure(
        OperationKind.FLUSH,
        () -> "",
        () -> {
          versions.flush();
          counts.flush();
          store.flush();
          if (follower != null) {
            versions.catchUp();
          }
          return this;
        });
  }

  @Override
  public void close() {
    if (follower != null) {
      follower.close();
    }
    discovery.close();
    synchronized (closing) {
      if (closed) {
        return;
      }
      try (store;
          counts;
          telemetry;
          lineage;
          versions) {
        closed = true;
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new RegistryClosedException();
    }
  }

  /** Builds a registry on a store. Not thread-safe. */
  public static final class Builder {
    private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    private final RegistryStore store;
    private @Nullable Discovery discovery;
    private @Nullable Path imported;
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanos = System::nanoTime;
    private @Nullable Duration interval;
    private CacheLimits limits = CacheLimits.DEFAULTS;
    private @Nullable Executor refresher;
    private @Nullable CompatibilityMode initialMode;
    private TelemetryOptions telemetry = TelemetryOptions.DEFAULTS;
    private DiscoveryOptions discoveryDefaults = DiscoveryOptions.defaults();
    private ParticipantDirectory participants = LineageServices.NO_DIRECTORY;
    private ContentHasher hasher = ContentHasher.xxh3();
    private long maxBodyBytes = VersionServices.Options.DEFAULT_MAX_BODY_BYTES;

    private Builder(RegistryStore store) {
      this.store = store;
    }

    /** Tells the time of registrations; the system's clock by default. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /**
     * What operations are timed by, and what is remembered ages by: elapsed time in nanoseconds, as
     * {@link System#nanoTime} tells it, which is the default.
     */
    public Builder ticker(LongSupplier value) {
      nanos = value;
      return this;
    }

    /** Finds schemas in data; by default the built-in formats and what the class path offers. */
    public Builder discovery(Discovery value) {
      discovery = value;
      return this;
    }

    /**
     * How data is looked at where a call does not say how; {@link DiscoveryOptions#defaults} by
     * default.
     */
    public Builder discoveryDefaults(DiscoveryOptions value) {
      discoveryDefaults = value;
      return this;
    }

    /**
     * The global mode of a registry whose global policy was never changed, a new one for example:
     * it is set, durably, when the registry opens. Where a policy was set before, by this or by
     * {@link Evolution#changeGlobalMode}, that one stays.
     */
    public Builder initialMode(CompatibilityMode value) {
      initialMode = value;
      return this;
    }

    /**
     * How much is remembered of what was discovered, and for how long; {@link CacheLimits#DEFAULTS}
     * by default. See {@link Discovery}.
     */
    public Builder cache(CacheLimits value) {
      limits = value;
      return this;
    }

    /**
     * How observations are counted, and what bounds that; {@link TelemetryOptions#DEFAULTS} by
     * default. See {@link Telemetry}.
     */
    public Builder telemetry(TelemetryOptions value) {
      telemetry = value;
      return this;
    }

    /**
     * Runs what refreshes remembered answers; by default one daemon thread of the registry's own,
     * while there is something to do. It may refuse work, and must not lose it.
     */
    public Builder refresher(Executor value) {
      refresher = value;
      return this;
    }

    /**
     * Follows what others write to the same store, on a daemon thread of the registry's own: what
     * was committed is known here, and told to listeners, after one interval at most and the time
     * that reading the changes takes. {@link SchemaRegistry#flush} catches up at once. By default
     * nothing is followed, as a store usually has one registry.
     *
     * <p>Listeners are told the difference between what was known and what is there: what happened
     * and was undone within one interval is not told.
     *
     * @param value from one millisecond to one day
     * @throws InvalidInputException if it is shorter or longer
     */
    public Builder following(Duration value) {
      if (value.compareTo(MIN_INTERVAL) < 0 || value.compareTo(MAX_INTERVAL) > 0) {
        throw new InvalidInputException(
            "The interval of following is "
                + value
                + "; it must be from "
                + MIN_INTERVAL
                + " to "
                + MAX_INTERVAL
                + ".");
      }
      interval = value;
      return this;
    }

    /** Says more about those who produce and read data; nobody does by default. */
    public Builder participants(ParticipantDirectory value) {
      participants = value;
      return this;
    }

    /**
     * The hash behind content ids, XXH3 with 128 bits by default. Ids of another hash mean nothing
     * to other registries; it is for tests of collisions.
     */
    public Builder hasher(ContentHasher value) {
      hasher = value;
      return this;
    }

    /**
     * How much memory the schemas and layouts of versions may take, in bytes, estimated; 64 MiB by
     * default. Beyond that those are read again, when somebody asks, that nobody asked for lately.
     * With 0 none is kept: answers are the same, and slow. What a registry knows of a version
     * beside that, about 100 bytes, is always in memory.
     *
     * @throws InvalidInputException if it is negative
     */
    public Builder maxBodyBytes(long value) {
      if (value < 0) {
        throw new InvalidInputException(
            "The memory for bodies is " + value + " bytes; give 0 or more.");
      }
      maxBodyBytes = value;
      return this;
    }

    /**
     * Before the registry opens, imports what {@link EmbeddedRegistry#export} wrote. Each subject
     * is written as a whole; one that the store has already must be the same. So it may be
     * repeated: an import that ended early goes on, a complete one changes nothing. Opening then
     * throws, as well,
     *
     * <ul>
     *   <li>{@link io.cairn.registry.error.InvalidInputException} if there is no such file,
     *   <li>{@link io.cairn.registry.error.UnsupportedFormatException} if it is no export, or of a
     *       newer format,
     *   <li>{@link io.cairn.registry.error.MalformedExportException} if a line is damaged, or the
     *       end is missing,
     *   <li>{@link io.cairn.registry.error.ImportConflictException} if the store has a version, a
     *       subject or a global policy that is another one,
     *   <li>{@link io.cairn.registry.error.ReadOnlyException} if the store was opened for reading,
     *   <li>{@link io.cairn.registry.error.StoreException} if reading or writing fails.
     * </ul>
     */
    public Builder importing(Path export) {
      imported = export;
      return this;
    }

    /**
     * Opens the registry: reads the index of everything the store keeps. If that fails, the store
     * is closed.
     */
    public SchemaRegistry build() {
      try {
        fill();
        return open(store);
      } catch (RuntimeException failed) {
        store.close();
        throw failed;
      }
    }

    /**
     * Opens the registry and begins to move it to another, empty store; throws as {@link #build}
     * and {@link RegistryMove#begin} say. If it fails, both stores are closed.
     */
    public RegistryMove movingTo(RegistryStore next) {
      try {
        fill();
      } catch (RuntimeException failed) {
        try (store;
            next) {
          throw failed;
        }
      }
      return RegistryMove.begin(store, next, Identity.of(hasher), this::open);
    }

    private DiscoveryServices.Options discoveryOptions() {
      return new DiscoveryServices.Options(discovery, discoveryDefaults, limits, nanos, refresher);
    }

    private EmbeddedRegistry open(RegistryStore on) {
      EmbeddedRegistry registry = new EmbeddedRegistry(this, on);
      if (initialMode != null) {
        registry.begin(initialMode);
      }
      return registry;
    }

    private void fill() {
      if (imported != null) {
        store.requireWritable();
        ExportFile.read(store, Identity.of(hasher), imported);
      }
    }
  }
}
