package io.cairn.registry.sqlite;

import io.cairn.registry.SemanticLabel;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.store.StoredField;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.versions.Bodies;
import io.cairn.registry.core.versions.Columns;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.Verification.Damage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Looks at every row of a file, in one consistent state, without writing. What cannot be read does
 * not keep it from looking at the rest.
 */
final class Verifier {
  private static final String SUBJECTS =
      """
      SELECT s.*, s.state AS subject_state,
        (SELECT coalesce(max(v.version), 0) FROM version v WHERE v.subject_id = s.subject_id) AS highest,
        (SELECT coalesce(max(f.ordinal), 0) FROM field_span f WHERE f.subject_id = s.subject_id) AS highest_ordinal
      FROM subject s
      """;

  private static final String VERSIONS =
      """
      SELECT s.namespace, s.name, s.scope, v.*, d.*, d.version_id AS detail_id
      FROM version v LEFT JOIN subject s USING (subject_id) LEFT JOIN version_detail d USING (version_id)
      """;

  private static final String DEFINITIONS =
      """
      SELECT s.namespace, s.name, s.scope, f.* FROM field_definition f LEFT JOIN subject s USING (subject_id)
      """;

  private static final String DEFINITION =
      "SELECT definition, ordinals FROM field_definition WHERE subject_id = ? AND definition_no = ?";

  private static final String SPANS =
      """
      SELECT ordinal, path, type, nullable, field_keys, default_sql, doc, name FROM field_span
      WHERE subject_id = ? AND since_version <= ? AND until_version > ?
      ORDER BY ordinal
      """;

  private static final String REFERENCES =
      """
      SELECT s.namespace, s.name, s.scope, v.version
      FROM version_reference r
      JOIN version v ON v.version_id = r.target_version_id
      JOIN subject s USING (subject_id)
      WHERE r.version_id = ?
      """;

  private static final String DOCUMENTS = "SELECT document_id, format, content FROM document";

  private static final String HOLDS =
      """
      SELECT s.namespace, s.name, s.scope, v.version, h.version_id, h.position, h.row_hash, d.document_id
      FROM version_document h
      JOIN document d USING (document_no)
      JOIN version v USING (version_id)
      JOIN subject s USING (subject_id)
      """;

  private static final String REGISTRY =
      """
      SELECT *, max(settings_revision, (SELECT coalesce(max(s.revision), 0) FROM subject s)) AS highest
      FROM registry
      """;

  private final Connection connection;
  private final Identity identity = Identity.create();
  private final Bodies bodies = new Bodies(identity);
  private final List<Damage> damages = new ArrayList<>();

  private Verifier(Connection connection) {
    this.connection = connection;
  }

  static Verification verify(Path path) {
    DatabaseFile file = DatabaseFile.existing(path);
    try (Connection connection = file.openForVerifying();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      Format.requireCurrent(connection, file.path());
      return new Verifier(connection).everything();
    } catch (SQLException failed) {
      throw ErrorCodes.visible("Cannot verify " + path, failed);
    }
  }

  private Verification everything() throws SQLException {
    each("PRAGMA integrity_check", this::integrityCheck);
    each("PRAGMA foreign_key_check", this::foreignKey);
    definitions();
    if (each(REGISTRY, this::registry) != 1) {
      add("the table \"registry\" has not one row");
    }
    long subjects = each(SUBJECTS, this::subject);
    long versions = each(VERSIONS, this::version);
    CatalogVerifier catalog = new CatalogVerifier(connection, this::add);
    each(CatalogVerifier.ANNOTATIONS, catalog::annotation);
    each(CatalogVerifier.AUDIT, catalog::auditEntry);
    telemetry(new TelemetryVerifier(this::add));
    each(DEFINITIONS, this::definition);
    each(HOLDS, row -> check(row, "row_hash", "its hold on a document", RowHash::ofHold));
    long documents = each(DOCUMENTS, this::document);
    return new Verification(damages, subjects, versions, documents);
  }

  private void telemetry(TelemetryVerifier telemetry) throws SQLException {
    each(TelemetryVerifier.SIGNALS, telemetry::signal);
    each(TelemetryVerifier.SERVICES, telemetry::service);
    each(TelemetryVerifier.CONFLICTS, telemetry::conflict);
    each(TelemetryVerifier.TEMPLATES, telemetry::template);
    each(TelemetryVerifier.ATTRIBUTES, telemetry::attribute);
    each(TelemetryVerifier.WINDOWS, telemetry::window);
    each(TelemetryVerifier.STRAYS, telemetry::stray);
  }

  /** A look at one row. */
  private interface Look {
    void at(ResultSet row) throws SQLException;
  }

  /** Looks at each row, as far as they can be read, and says how many there were. */
  private long each(String query, Look look) throws SQLException {
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows++;
        at(row, look);
      }
    } catch (SQLException failed) {
      unreadable("rows", failed);
    }
    return rows;
  }

  private void at(ResultSet row, Look look) throws SQLException {
    try {
      look.at(row);
    } catch (RuntimeException undecodable) {
      add("a row cannot be decoded: " + undecodable.getMessage());
    }
  }

  /** Only damage is a finding; a file that cannot be read at all is an error. */
  private void unreadable(String what, SQLException failed) throws SQLException {
    if (!ErrorCodes.isAny(failed, SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_ERROR)) {
      throw failed;
    }
    add(what + " cannot be read: " + failed.getMessage());
  }

  private void add(String what) {
    damages.add(new Damage(null, 0, what));
  }

  private void add(ResultSet row, int version, String what) throws SQLException {
    damages.add(new Damage(findSubject(row), version, what));
  }

  private static @Nullable Subject findSubject(ResultSet row) throws SQLException {
    try {
      return Rows.subject(row);
    } catch (RuntimeException undecodable) {
      return null;
    }
  }

  private void check(ResultSet row, String column, String what, RowHash.Hashing hashing)
      throws SQLException {
    if (!RowHash.holds(row, column, hashing)) {
      add(row, row.getInt("version"), what + " does not have its hash");
    }
  }

  private void integrityCheck(ResultSet row) throws SQLException {
    if (!row.getString(1).equals("ok")) {
      add("SQLite: " + row.getString(1));
    }
  }

  private void foreignKey(ResultSet row) throws SQLException {
    add(
        "row "
            + row.getString(2)
            + " of the table \""
            + row.getString(1)
            + "\" refers to a row of \""
            + row.getString(3)
            + "\" that is not there");
  }

  /** Beside the registry's own tables and views there may be others. */
  private void definitions() throws SQLException {
    try {
      Map<String, String> found = Format.definitions(connection);
      Format.definitions()
          .forEach(
              (name, sql) -> {
                if (!sql.equals(found.get(name))) {
                  add("the definition of \"" + name + "\" is not the one of the format");
                }
              });
    } catch (SQLException failed) {
      unreadable("definitions", failed);
    }
  }

  private void registry(ResultSet row) throws SQLException {
    if (!RowHash.holds(row, "policy_hash", RowHash::ofPolicy)) {
      add("the global policy does not have its hash");
    }
    if (row.getLong("revision") < row.getLong("highest")) {
      add("the registry's revision is lower than that of a row");
    }
  }

  private void subject(ResultSet row) throws SQLException {
    if (!RowHash.holds(row, "row_hash", RowHash::ofSubject)) {
      add(row, 0, "its row does not have its hash");
    }
    if (row.getInt("highest") > row.getInt("last_version")) {
      add(row, row.getInt("highest"), "it was never issued");
    }
    if (row.getInt("highest_ordinal") > row.getInt("last_ordinal")) {
      add(row, 0, "ordinal " + row.getInt("highest_ordinal") + " was never issued");
    }
  }

  private void version(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    if (row.getString("namespace") == null || row.getObject("detail_id") == null) {
      add(row, version, "its subject or its details are missing");
      return;
    }
    check(row, "row_hash", "its row", RowHash::ofVersion);
    check(row, "facts_hash", "what is known of it", RowHash::ofFacts);
    check(row, "body_hash", "its body", RowHash::ofBody);
    try {
      body(row, version);
    } catch (RuntimeException undecodable) {
      add(row, version, "its body cannot be decoded: " + undecodable.getMessage());
    }
  }

  private void body(ResultSet row, int version) throws SQLException {
    VersionBody body = new VersionBody(row.getString("head"), fields(row), SemanticLabel.FIRST);
    Bodies.Whole whole = bodies.read(body);
    Schema schema = whole.schema();
    if (!identity.id(schema).equals(Rows.schemaId(row.getBytes("content_id")))) {
      add(row, version, "its schema does not have its content id");
    }
    if (!spans(row.getLong("subject_id"), version).equals(Columns.of(schema, whole.layout()))) {
      add(row, version, "its fields in the view \"columns\" are not those of its schema");
    }
    if (!references(row.getLong("version_id")).equals(SchemaWalk.references(schema))) {
      add(row, version, "its references are not those of its schema");
    }
  }

  private List<StoredField> fields(ResultSet row) throws SQLException {
    List<StoredField> fields = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(DEFINITION)) {
      for (long number : FieldDefinitions.numbers(row.getString("fields"))) {
        query.setLong(1, row.getLong("subject_id"));
        query.setLong(2, number);
        try (ResultSet field = query.executeQuery()) {
          if (!field.next()) {
            throw new InvalidInputException("its field " + number + " is missing");
          }
          fields.add(new StoredField(field.getString(1), field.getString(2)));
        }
      }
    }
    return fields;
  }

  private void definition(ResultSet row) throws SQLException {
    int version = (int) Math.abs(row.getLong("definition_no") / Schema.MAX_FIELDS);
    if (!RowHash.holds(row, "row_hash", RowHash::ofDefinition)) {
      add(row, version, "a field that was new in it does not have its hash");
    }
  }

  private List<Column> spans(long subjectId, int version) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SPANS)) {
      query.setLong(1, subjectId);
      query.setInt(2, version);
      query.setInt(3, version);
      List<Column> columns = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Column column = FieldSpans.column(row);
          if (column.name().equals(row.getString("name"))) {
            columns.add(column);
          }
        }
      }
      return columns;
    }
  }

  private Set<VersionRef> references(long versionId) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(REFERENCES)) {
      query.setLong(1, versionId);
      Set<VersionRef> references = new HashSet<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          references.add(new VersionRef(Rows.subject(row), row.getInt("version")));
        }
      }
      return references;
    }
  }

  private void document(ResultSet row) throws SQLException {
    SourceDocument document = new SourceDocument(row.getString("format"), row.getBytes("content"));
    if (!identity.id(document).equals(Rows.documentId(row.getBytes("document_id")))) {
      add("document " + Rows.documentId(row.getBytes("document_id")) + " does not have its id");
    }
  }
}
