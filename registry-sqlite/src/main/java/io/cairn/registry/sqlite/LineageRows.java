package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.UsageDelta;
import java.sql.SQLException;

final class LineageRows {
  LineageRows(Statements statements) {}

  void add(UsageDelta delta) throws SQLException {}
}
