package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.Discovery;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;

/** Discovery by other default options. Thread-safe if the real one is. */
final class DefaultedDiscovery implements Discovery {
  private final Discovery real;
  private final DiscoveryOptions defaults;

  DefaultedDiscovery(Discovery real, DiscoveryOptions defaults) {
    this.real = real;
    this.defaults = defaults;
  }

  @Override
  public Discovered discover(URI source) {
    return real.discover(source, defaults);
  }

  @Override
  public Discovered discover(URI source, DiscoveryOptions options) {
    return real.discover(source, options);
  }

  @Override
  public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
    return real.validate(source, schema, options);
  }

  @Override
  public void invalidate(URI source) {
    real.invalidate(source);
  }

  @Override
  public void clear() {
    real.clear();
  }

  @Override
  public List<SchemaProvider> providers() {
    return real.providers();
  }
}
