package io.cairn.registry.discovery;

import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;

/**
 * Finding schemas in data. Thread-safe. Nothing found is registered by itself.
 *
 * <p>Providers come from the registry's builder and from {@link java.util.ServiceLoader}; which one
 * serves a URI is decided by its scheme.
 *
 * <p>A registry remembers what it has found: by default a thousand answers, for five minutes each,
 * the least recently used going first. One that is older than a minute when it is asked for is
 * given, and looked up again in the background. What is found in a file of this machine is given
 * only as long as the file has the size and time of writing that it had. Failures are not
 * remembered, and validating always looks.
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

  /**
   * Forgets what was found at this place, by whatever options, if that is remembered: the next
   * question is answered by looking.
   */
  default void invalidate(URI source) {}

  /** Forgets everything that was found, as {@link #invalidate} does. */
  default void clear() {}

  /** The providers, in the order of their names. */
  List<SchemaProvider> providers();
}
