/**
 * The public face of Cairn: values, the registry's interfaces, the provider SPI and the errors.
 * Needs nothing but the JDK.
 */
module io.cairn.registry {
  requires static org.jspecify;

  exports io.cairn.registry;
  exports io.cairn.registry.catalog;
  exports io.cairn.registry.discovery;
  exports io.cairn.registry.error;
  exports io.cairn.registry.evolution;
  exports io.cairn.registry.lineage;
  exports io.cairn.registry.operation;
  exports io.cairn.registry.schema;
  exports io.cairn.registry.telemetry;

  uses io.cairn.registry.discovery.SchemaProvider;
  uses io.cairn.registry.discovery.DataFormat;
  uses io.cairn.registry.discovery.DataLocation;
}
