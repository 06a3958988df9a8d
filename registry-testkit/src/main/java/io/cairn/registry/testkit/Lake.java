package io.cairn.registry.testkit;

import io.cairn.registry.discovery.DataProfile;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A provider that finds the same everywhere.
 *
 * @param answer how it is
 */
record Lake(Supplier<ProviderHealth> answer) implements SchemaProvider {
  @Override
  public String name() {
    return "lake";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("lake");
  }

  @Override
  public Discovered discover(URI source, DiscoveryOptions options) {
    return new Discovered(source, "LAKE", Samples.V1, new DataProfile(0, 0, List.of()), List.of());
  }

  @Override
  public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
    return new Validation(0, List.of());
  }

  @Override
  public ProviderHealth health() {
    return answer.get();
  }
}
