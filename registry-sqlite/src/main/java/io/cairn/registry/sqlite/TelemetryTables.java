package io.cairn.registry.sqlite;

final class TelemetryTables {
  static final String DEFINITIONS = "";

  private TelemetryTables() {}
}
