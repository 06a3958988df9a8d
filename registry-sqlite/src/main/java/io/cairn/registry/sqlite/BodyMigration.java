package io.cairn.registry.sqlite;

import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.LayoutJson;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.versions.Bodies;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Takes bodies apart that were written as one schema and one layout. */
final class BodyMigration {
  private static final String SUBJECTS =
      "SELECT subject_id, namespace, name, scope FROM subject ORDER BY subject_id";

  private static final String VERSIONS =
      """
      SELECT v.version_id, v.version, d.schema, d.layout
      FROM version v JOIN version_detail d USING (version_id)
      WHERE v.subject_id = ? AND v.version > ? ORDER BY v.version LIMIT 1
      """;

  private static final String UPDATE =
      "UPDATE version_detail SET head = ?, fields = ? WHERE version_id = ?";

  private final Bodies bodies;
  private final Identity identity = Identity.create();
  private final Statements statements;
  private final FieldDefinitions definitions;

  private BodyMigration(Statements statements) {
    this.statements = statements;
    bodies = new Bodies(identity);
    definitions = new FieldDefinitions(statements);
  }

  /** Takes every body apart, in the open transaction. */
  static void run(Connection connection) throws SQLException {
    try (Statements statements = new Statements(connection);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SUBJECTS)) {
      BodyMigration migration = new BodyMigration(statements);
      while (row.next()) {
        migration.subject(new WriterMemory.Known(row.getLong("subject_id"), 0), Rows.subject(row));
      }
    }
  }

  private void subject(WriterMemory.Known known, Subject subject) throws SQLException {
    PreparedStatement query = statements.of(VERSIONS);
    int version = 0;
    while (true) {
      query.setLong(1, known.id());
      query.setInt(2, version);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return;
        }
        version = row.getInt("version");
        write(row, known, subject);
      }
    }
  }

  private void write(ResultSet row, WriterMemory.Known known, Subject subject) throws SQLException {
    String schema = row.getString("schema");
    VersionBody body = apart(schema, row.getString("layout"));
    PreparedStatement update = statements.of(UPDATE);
    update.setString(1, body == null ? schema : body.head());
    update.setString(
        2,
        body == null
            ? "[]"
            : definitions.follow(known, subject, row.getInt("version"), body.fields()));
    update.setLong(3, row.getLong("version_id"));
    update.executeUpdate();
  }

  /**
   * Null if the body is damaged: it is then kept as it is, and whoever reads it is told, as before.
   */
  private @Nullable VersionBody apart(String text, String layout) {
    try {
      Schema schema = identity.intern(SchemaJson.read(text));
      VersionBody body = bodies.write(schema, LayoutJson.read(layout), SemanticLabel.FIRST);
      return bodies.read(body).layout().equals(LayoutJson.read(layout)) ? body : null;
    } catch (InvalidInputException undecodable) {
      return null;
    }
  }
}
