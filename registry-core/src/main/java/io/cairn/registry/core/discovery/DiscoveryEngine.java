package io.cairn.registry.core.discovery;

import com.google.common.base.Ticker;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.discovery.DataFormat;
import io.cairn.registry.discovery.DataLocation;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.error.DiscoveryException;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Discovery by providers, one for each scheme. Holds nothing that needs to be closed. Thread-safe.
 *
 * <p>By default it reads local files, in CSV, TSV, JSON and NDJSON, plain or in gzip.
 */
public final class DiscoveryEngine implements Discovery {
  private final SortedMap<String, SchemaProvider> byScheme;

  private DiscoveryEngine(SortedMap<String, SchemaProvider> byScheme) {
    this.byScheme = byScheme;
  }

  /** A builder that starts with local files and the built-in formats. */
  public static Builder builder() {
    return new Builder();
  }

  /** A discovery that does the same, and records what it does. */
  public static Discovery measured(Discovery real, Recorder recorder) {
    return new MeasuredDiscovery(real, recorder);
  }

  /** A discovery that does the same, by these options where the caller gives none. */
  public static Discovery defaulted(Discovery real, DiscoveryOptions defaults) {
    return new DefaultedDiscovery(real, defaults);
  }

  @Override
  public Discovered discover(URI source, DiscoveryOptions options) {
    SchemaProvider provider = provider(source);
    TrackedListener listener = new TrackedListener(options.listener());
    DiscoveryOptions tracked = options.toBuilder().listener(listener).build();
    return call(provider, source, listener, () -> provider.discover(source, tracked));
  }

  @Override
  public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
    SchemaProvider provider = provider(source);
    TrackedListener listener = new TrackedListener(options.listener());
    DiscoveryOptions tracked = options.toBuilder().listener(listener).build();
    return call(provider, source, listener, () -> provider.validate(source, schema, tracked));
  }

  @Override
  public List<SchemaProvider> providers() {
    return byScheme.values().stream()
        .distinct()
        .sorted(Comparator.comparing(SchemaProvider::name))
        .toList();
  }

  private SchemaProvider provider(URI source) {
    String scheme = source.getScheme();
    SchemaProvider provider = scheme == null ? null : byScheme.get(scheme.toLowerCase(Locale.ROOT));
    if (provider == null) {
      throw new DiscoveryException(
          Reason.UNSUPPORTED_LOCATION,
          source,
          "Cannot read "
              + ReadGuard.shown(source)
              + ": "
              + (scheme == null ? "it has no scheme" : "no provider serves its scheme")
              + "; the schemes there are: "
              + String.join(", ", byScheme.keySet())
              + ".");
    }
    return provider;
  }

  private static <T> T call(
      SchemaProvider provider, URI source, TrackedListener listener, Supplier<T> call) {
    @Nullable T result;
    try {
      result = call.get();
    } catch (DiscoveryException e) {
      throw e;
    } catch (Exception | LinkageError | StackOverflowError e) {
      listener.rethrowOwn(e);
      throw broken(provider, source, "failed: " + e, e);
    }
    if (result == null) {
      throw broken(provider, source, "returned null", null);
    }
    return result;
  }

  private static DiscoveryException broken(
      SchemaProvider provider, URI source, String what, @Nullable Throwable cause) {
    return new DiscoveryException(
        Reason.UNREADABLE,
        source,
        "Cannot read "
            + ReadGuard.shown(source)
            + ": the provider \""
            + provider.name()
            + "\" "
            + what
            + ". Report it to the provider's maintainers.",
        cause);
  }

  /** Builds a {@link DiscoveryEngine}. Not thread-safe. */
  public static final class Builder {
    private record Located(String name, DataLocation location) {}

    private final List<Located> locations = new ArrayList<>();
    private final List<DataFormat> formats = new ArrayList<>();
    private final List<SchemaProvider> added = new ArrayList<>();
    private final List<SchemaProvider> replacements = new ArrayList<>();
    private Ticker ticker = Ticker.systemTicker();

    private Builder() {
      locations.add(new Located("files", new LocalFiles()));
      formats.add(new JsonText(JsonText.Layout.LINES));
      formats.add(new JsonText(JsonText.Layout.DOCUMENT));
      formats.add(DelimitedText.tsv());
      formats.add(DelimitedText.csv());
    }

    /** Adds a provider, for schemes that no other serves. */
    public Builder provider(SchemaProvider provider) {
      added.add(provider);
      return this;
    }

    /** Adds a provider that takes its schemes from whichever others serve them. */
    public Builder replacement(SchemaProvider provider) {
      replacements.add(provider);
      return this;
    }

    /**
     * Adds a location, in which every format is read.
     *
     * @param name the name of the provider that this makes
     */
    public Builder location(String name, DataLocation location) {
      locations.add(new Located(name, location));
      return this;
    }

    /** Adds a format, which is read in every location; equally sure ones are asked in order. */
    public Builder format(DataFormat format) {
      formats.add(format);
      return this;
    }

    /**
     * Adds the providers, locations and formats that {@link ServiceLoader} finds.
     *
     * @throws InvalidInputException if one of them cannot be loaded
     */
    public Builder installed(ClassLoader loader) {
      try {
        ServiceLoader.load(SchemaProvider.class, loader).forEach(added::add);
        ServiceLoader.load(DataFormat.class, loader).forEach(formats::add);
        for (DataLocation location : ServiceLoader.load(DataLocation.class, loader)) {
          locations.add(new Located(String.join("+", location.schemes()), location));
        }
      } catch (ServiceConfigurationError e) {
        throw new InvalidInputException(
            "A provider of schemas that is installed cannot be loaded: "
                + e.getMessage()
                + ". Correct or remove its library.",
            e);
      }
      return this;
    }

    /** What time-outs and progress go by; the system's by default. */
    public Builder ticker(Ticker value) {
      ticker = value;
      return this;
    }

    /**
     * The engine.
     *
     * @throws InvalidInputException if two providers serve one scheme and none replaces the other,
     *     or a provider's schemes are not well-formed
     */
    public DiscoveryEngine build() {
      SortedMap<String, SchemaProvider> byScheme = new TreeMap<>();
      for (Located located : locations) {
        addNew(byScheme, new FileSchemas(located.name, located.location, formats, ticker));
      }
      added.forEach(provider -> addNew(byScheme, provider));
      SortedMap<String, SchemaProvider> replacing = new TreeMap<>();
      replacements.forEach(provider -> addNew(replacing, provider));
      byScheme.putAll(replacing);
      return new DiscoveryEngine(byScheme);
    }

    private static void addNew(Map<String, SchemaProvider> byScheme, SchemaProvider provider) {
      if (provider.schemes().isEmpty()) {
        throw new InvalidInputException(
            "The provider \"" + provider.name() + "\" serves no scheme; it could never be asked.");
      }
      for (String scheme : provider.schemes()) {
        if (!scheme.matches("[a-z][a-z0-9+.-]*")) {
          throw new InvalidInputException(
              "The provider \""
                  + provider.name()
                  + "\" has the scheme \""
                  + InvalidInputException.abbreviate(scheme)
                  + "\"; schemes are of lower-case letters, digits, +, - and ., without a colon.");
        }
        SchemaProvider other = byScheme.putIfAbsent(scheme, provider);
        if (other != null) {
          throw new InvalidInputException(
              "The providers \""
                  + other.name()
                  + "\" and \""
                  + provider.name()
                  + "\" both serve the scheme \""
                  + scheme
                  + "\"; add the one that is to serve it by replacement(…).");
        }
      }
    }
  }
}
