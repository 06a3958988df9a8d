package io.cairn.registry.core.discovery;

import com.google.common.base.Ticker;
import io.cairn.registry.discovery.DataFormat;
import io.cairn.registry.discovery.DataLocation;
import io.cairn.registry.discovery.DataLocation.DataObject;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.ProviderHealth;
import io.cairn.registry.discovery.SchemaProvider;
import io.cairn.registry.discovery.Validation;
import io.cairn.registry.error.DiscoveryException.Reason;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A provider of whatever the formats can read at a location. Thread-safe. */
final class FileSchemas implements SchemaProvider {
  private final String name;
  private final DataLocation location;
  private final List<DataFormat> formats;
  private final Ticker ticker;

  FileSchemas(String name, DataLocation location, List<DataFormat> formats, Ticker ticker) {
    this.name = name;
    this.location = location;
    this.formats = List.copyOf(formats);
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> schemes() {
    return location.schemes();
  }

  @Override
  public Discovered discover(URI source, DiscoveryOptions options) {
    ReadGuard guard = new ReadGuard(source, options, ticker);
    try (DataScan scan = open(source, guard)) {
      return scan.discover(source);
    } catch (IOException e) {
      throw guard.failure(e);
    }
  }

  @Override
  public Validation validate(URI source, Schema schema, DiscoveryOptions options) {
    ReadGuard guard = new ReadGuard(source, options, ticker);
    try (DataScan scan = open(source, guard)) {
      return scan.validate(schema);
    } catch (IOException e) {
      throw guard.failure(e);
    }
  }

  private DataScan open(URI source, ReadGuard guard) throws IOException {
    guard.checkTime();
    List<DataObject> objects = location.list(source, guard.options());
    if (objects.isEmpty()) {
      throw guard.failure(Reason.UNREADABLE, "there is nothing at that place", null);
    }
    return new DataScan(objects, formats, guard);
  }

  @Override
  public ProviderHealth health() {
    return ProviderHealth.UP;
  }
}
