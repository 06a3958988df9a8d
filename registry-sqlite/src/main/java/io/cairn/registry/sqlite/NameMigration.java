package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** Gives names to fields that were written before they had any. */
final class NameMigration {
  private static final String NAME_OF = "cairn_name_of";

  private static final String SET_NAMES = "UPDATE field_span SET name = cairn_name_of(path)";

  private NameMigration() {}

  /** Names every field, in the open transaction. */
  static void run(Connection connection) throws SQLException {
    Connection physical = connection.unwrap(SQLiteConnection.class);
    Function.create(
        physical,
        NAME_OF,
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            result(Column.nameOf(value_text(0)));
          }
        });
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(SET_NAMES);
    }
    Function.destroy(physical, NAME_OF);
  }
}
