package io.cairn.registry.sqlite;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.cache.CacheLimits;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the registry that the process was told to use. Of each setting the builder's value counts,
 * otherwise the system property's, otherwise that of the environment, otherwise the default.
 *
 * <table>
 * <caption>The settings</caption>
 * <tr><th>environment</th><th>system property</th><th>value</th><th>default</th></tr>
 * <tr><td>{@code REGISTRY_URL}</td><td>{@code registry.url}</td>
 *   <td>{@code memory:}, or the path of a SQLite file</td><td>none; it must be said</td></tr>
 * <tr><td>{@code REGISTRY_CACHE_TTL}</td><td>{@code registry.cache.ttl}</td>
 *   <td>seconds, 1 to 604800</td><td>300</td></tr>
 * <tr><td>{@code REGISTRY_CACHE_SIZE}</td><td>{@code registry.cache.size}</td>
 *   <td>entries, 0 (off) to 1000000</td><td>1000</td></tr>
 * <tr><td>{@code REGISTRY_COMPATIBILITY}</td><td>{@code registry.compatibility}</td>
 *   <td>a mode; of a registry that was never given another</td><td>{@code BACKWARD}</td></tr>
 * <tr><td>{@code REGISTRY_FILE_INFER_RECORDS}</td><td>{@code registry.file.infer.records}</td>
 *   <td>records that decide the types, 1 to 1000000</td><td>1000</td></tr>
 * </table>
 *
 * <p>Blank values say nothing. A name that nearly is one of these is logged as a warning.
 */
public final class Registries {
  private static final Logger LOG = LoggerFactory.getLogger(Registries.class);

  private static final String URL = "REGISTRY_URL";
  private static final String CACHE_TTL = "REGISTRY_CACHE_TTL";
  private static final String CACHE_SIZE = "REGISTRY_CACHE_SIZE";
  private static final String COMPATIBILITY = "REGISTRY_COMPATIBILITY";
  private static final String INFER_RECORDS = "REGISTRY_FILE_INFER_RECORDS";
  private static final List<String> SETTINGS =
      List.of(URL, CACHE_TTL, CACHE_SIZE, COMPATIBILITY, INFER_RECORDS);

  private static final String MEMORY = "memory:";
  private static final int WEEK_SECONDS = 604_800;
  private static final int MILLION = 1_000_000;

  private Registries() {}

  /** Opens the registry that properties and the environment name; see {@link Builder#open}. */
  public static SchemaRegistry open() {
    return builder().open();
  }

  /** A builder, for what the program itself decides. */
  public static Builder builder() {
    return builder(ConfiguredValues.ofProcess());
  }

  static Builder builder(ConfiguredValues values) {
    return new Builder(values);
  }

  /** Opens a registry with some settings decided by the program. Not thread-safe. */
  public static final class Builder {
    private final ConfiguredValues values;
    private ConfiguredValues.@Nullable Value url;
    private @Nullable Integer cacheSize;
    private @Nullable Duration cacheTtl;
    private @Nullable CompatibilityMode compatibility;
    private @Nullable Integer inferRecords;

    private Builder(ConfiguredValues values) {
      this.values = values;
    }

    /** Where the registry is kept: {@code memory:}, or the path of a SQLite file. */
    public Builder url(String value) {
      url = new ConfiguredValues.Value("The url", value.strip());
      return this;
    }

    /** How many discovered schemas are remembered, from 0 to 1,000,000. */
    public Builder cacheSize(int entries) {
      cacheSize = CacheLimits.DEFAULTS.withEntries(entries).entries();
      return this;
    }

    /** How long they are, from one second to seven days. */
    public Builder cacheTtl(Duration value) {
      cacheTtl = CacheLimits.DEFAULTS.withTtl(value).ttl();
      return this;
    }

    /** The global mode of a registry that was never given another one. */
    public Builder compatibility(CompatibilityMode mode) {
      compatibility = mode;
      return this;
    }

    /** How many records decide the types where the options do not say so, 1 to 1,000,000. */
    public Builder inferRecords(int records) {
      inferRecords = DiscoveryOptions.builder().sampleRecords(records).build().sampleRecords();
      return this;
    }

    /**
     * Opens the registry. Nothing is opened or created if a setting is refused.
     *
     * @throws InvalidInputException if a value is not one that its setting takes, or nothing says
     *     where the registry is kept; the message has the setting's name, the value and the range.
     *     In a file's case it throws as {@link SqliteRegistry#open} does, too
     */
    public SchemaRegistry open() {
      values.misspellings(SETTINGS).forEach(LOG::warn);
      CacheLimits limits = limits();
      Optional<CompatibilityMode> mode =
          Optional.ofNullable(compatibility).or(() -> values.find(COMPATIBILITY).map(this::mode));
      Optional<Integer> records =
          Optional.ofNullable(inferRecords)
              .or(() -> values.findWhole(INFER_RECORDS, 1, MILLION, "records"));
      EmbeddedRegistry.Builder registry = EmbeddedRegistry.builder(store()).cache(limits);
      mode.ifPresent(registry::initialMode);
      records.ifPresent(
          number ->
              registry.discoveryDefaults(DiscoveryOptions.builder().sampleRecords(number).build()));
      return registry.build();
    }

    private CacheLimits limits() {
      int entries =
          Optional.ofNullable(cacheSize)
              .or(() -> values.findWhole(CACHE_SIZE, 0, MILLION, "entries"))
              .orElse(CacheLimits.DEFAULTS.entries());
      Duration ttl =
          Optional.ofNullable(cacheTtl)
              .or(
                  () ->
                      values
                          .findWhole(CACHE_TTL, 1, WEEK_SECONDS, "seconds")
                          .map(Duration::ofSeconds))
              .orElse(CacheLimits.DEFAULTS.ttl());
      return new CacheLimits(entries, ttl);
    }

    private CompatibilityMode mode(ConfiguredValues.Value value) {
      String name = value.text().toUpperCase(Locale.ROOT);
      return Arrays.stream(CompatibilityMode.values())
          .filter(mode -> mode.name().equals(name))
          .findFirst()
          .orElseThrow(
              () -> value.refused("one of " + Arrays.toString(CompatibilityMode.values())));
    }

    private RegistryStore store() {
      ConfiguredValues.Value where =
          Optional.ofNullable(url).or(() -> values.find(URL)).orElseThrow(Builder::unsaid);
      if (where.text().equals(MEMORY)) {
        return new MemoryStore();
      }
      return SqliteStore.open(path(where), Clock.systemUTC());
    }

    /** Nothing that looks like a place of another kind becomes the name of a file. */
    private static Path path(ConfiguredValues.Value where) {
      String text = where.text();
      boolean isOther =
          text.isEmpty() || text.contains("://") || text.matches("(?i)(jdbc|memory|file):.*");
      if (isOther) {
        throw where.refused("\"memory:\", or the path of a SQLite file");
      }
      try {
        return Path.of(text);
      } catch (InvalidPathException none) {
        throw where.refused("\"memory:\", or the path of a SQLite file");
      }
    }

    private static InvalidInputException unsaid() {
      return new InvalidInputException(
          "Nothing says where the registry is kept. Set "
              + URL
              + ", the system property "
              + ConfiguredValues.property(URL)
              + ", or the builder's url to the path of a SQLite file, or to \"memory:\" for a"
              + " registry that forgets everything when it is closed.");
    }
  }
}
