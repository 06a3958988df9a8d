package io.cairn.registry.sqlite;

import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.core.json.AnnotationsJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Looks at what is said about subjects, versions and fields, and at the audit of it. */
final class CatalogVerifier {
  static final String ANNOTATIONS =
      """
      SELECT s.namespace, s.name, s.scope, a.*, s.last_ordinal,
        EXISTS (SELECT 1 FROM version v WHERE v.subject_id = a.subject_id AND v.version = a.version) AS is_there
      FROM annotation a JOIN subject s USING (subject_id)
      """;

  static final String AUDIT =
      """
      SELECT s.namespace, s.name, s.scope, e.*,
        row_number() OVER (PARTITION BY e.subject_id ORDER BY e.number) AS expected
      FROM audit_entry e JOIN subject s USING (subject_id)
      """;

  private static final String TAGS =
      "SELECT tag FROM annotation_tag WHERE subject_id = ? AND version = ? AND ordinal = ?";

  private final Connection connection;
  private final Finding finding;

  CatalogVerifier(Connection connection, Finding finding) {
    this.connection = connection;
    this.finding = finding;
  }

  /** Takes what is wrong with a row of a subject; version 0 stands for the subject itself. */
  interface Finding {
    void add(ResultSet row, int version, String what) throws SQLException;
  }

  void annotation(ResultSet row) throws SQLException {
    int version = row.getInt("version");
    int ordinal = row.getInt("ordinal");
    String said =
        ordinal == 0 ? "what is said about it" : "what is said about its field " + ordinal;
    if (!RowHash.holds(row, "row_hash", RowHash::ofAnnotation)) {
      finding.add(row, version, said + " does not have its hash");
    }
    if (ordinal > row.getInt("last_ordinal") || (version > 0 && !row.getBoolean("is_there"))) {
      finding.add(row, version, said + " is said about nothing");
    }
    Annotations annotations = AnnotationsJson.read(row.getString("content"));
    if (!annotations.owner().equals(row.getString("owner"))
        || !annotations.tags().equals(tags(row))) {
      finding.add(row, version, said + " is not found by its tags and owner");
    }
  }

  private Set<String> tags(ResultSet row) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TAGS)) {
      query.setLong(1, row.getLong("subject_id"));
      query.setInt(2, row.getInt("version"));
      query.setInt(3, row.getInt("ordinal"));
      Set<String> tags = new HashSet<>();
      try (ResultSet tag = query.executeQuery()) {
        while (tag.next()) {
          tags.add(tag.getString(1));
        }
      }
      return tags;
    }
  }

  void auditEntry(ResultSet row) throws SQLException {
    if (row.getLong("number") != row.getLong("expected")) {
      finding.add(row, 0, "an entry of its audit is missing before " + row.getLong("number"));
    }
    if (!RowHash.holds(row, "row_hash", RowHash::ofAudit)) {
      finding.add(
          row, 0, "entry " + row.getLong("number") + " of its audit does not have its hash");
    }
  }
}
