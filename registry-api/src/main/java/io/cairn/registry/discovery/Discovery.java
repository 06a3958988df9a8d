package io.cairn.registry.discovery;

import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;

/**
 * Finding schemas in data. Thread-safe. Nothing found is registered by itself.
 *
 * <p>Providers come from the registry's builder and from {@link java.util.ServiceLoader}; which one
 * serves a URI is decided by its scheme.
 */
public interface Discovery {

  /**
   * What the data at this place looks like, by the default options.
   *
   * @throws io.cairn.registry.error.DiscoveryException if it cannot be read as data; if no provider
   *     serves its scheme, the message lists the schemes there are
   */
  default Discovered discover(URI source) {
    return discover(source, DiscoveryOptions.defaults());
  }

  /** What the data at this place looks like; throws as {@link #discover(URI)}. */
  Discovered discover(URI source, DiscoveryOptions options);

  /** Whether the data at this place is what the schema says; throws as {@link #discover(URI)}. */
  Validation validate(URI source, Schema schema, DiscoveryOptions options);

  /** The providers, in the order of their names. */
  List<SchemaProvider> providers();
}
