package io.cairn.registry.sqlite;

final class LineageTables {
  static final String DEFINITIONS = "";

  private LineageTables() {}
}
