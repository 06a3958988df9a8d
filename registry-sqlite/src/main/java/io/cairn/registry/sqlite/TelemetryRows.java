package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.TelemetryDelta;
import java.sql.SQLException;

final class TelemetryRows {
  TelemetryRows(Statements statements) {}

  void add(TelemetryDelta delta) throws SQLException {}
}
