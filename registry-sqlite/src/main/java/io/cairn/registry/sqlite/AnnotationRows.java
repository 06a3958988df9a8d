package io.cairn.registry.sqlite;

import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.json.AnnotationsJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes what is said about subjects, versions and fields, and the audit of it. Belongs to the
 * writer thread.
 */
final class AnnotationRows {
  private static final String SET =
      """
      INSERT INTO annotation (subject_id, version, ordinal, owner, content, row_hash)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (subject_id, version, ordinal) DO UPDATE SET
        owner = excluded.owner, content = excluded.content, row_hash = excluded.row_hash
      """;

  private static final String ADD_TAG =
      "INSERT INTO annotation_tag (subject_id, version, ordinal, tag) VALUES (?, ?, ?, ?)";

  private static final String REMOVE_TAGS =
      "DELETE FROM annotation_tag WHERE subject_id = ? AND version = ? AND ordinal = ?";

  private static final String REMOVE =
      "DELETE FROM annotation WHERE subject_id = ? AND version = ? AND ordinal = ?";

  private static final String REMOVE_FIELDS =
      """
      DELETE FROM annotation
      WHERE subject_id = ?1 AND version = 0 AND ordinal > 0
        AND ordinal NOT IN (SELECT f.ordinal FROM field_span f WHERE f.subject_id = ?1)
      """;

  private static final String LAST_NUMBER =
      "SELECT coalesce(max(number), 0) FROM audit_entry WHERE subject_id = ?";

  private static final String ADD_ENTRY =
      """
      INSERT INTO audit_entry
        (subject_id, number, version, ordinal, action, at, author, reason, before_content, after_content, row_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Statements statements;

  AnnotationRows(Statements statements) {
    this.statements = statements;
  }

  /** Says this about the target; nothing leaves no row. */
  void put(long subjectId, Target target, Annotations annotations) throws SQLException {
    int version = Targets.version(target);
    int ordinal = Targets.ordinal(target);
    if (annotations.isEmpty()) {
      bound(REMOVE, subjectId, version, ordinal).executeUpdate();
      return;
    }
    bound(REMOVE_TAGS, subjectId, version, ordinal).executeUpdate();
    String content = AnnotationsJson.write(annotations);
    PreparedStatement set = bound(SET, subjectId, version, ordinal);
    set.setString(4, annotations.owner());
    set.setString(5, content);
    set.setBytes(6, RowHash.ofAnnotation(target, content));
    set.executeUpdate();
    PreparedStatement add = bound(ADD_TAG, subjectId, version, ordinal);
    for (String tag : annotations.tags()) {
      add.setString(4, tag);
      add.executeUpdate();
    }
  }

  private PreparedStatement bound(String sql, long subjectId, int version, int ordinal)
      throws SQLException {
    PreparedStatement statement = statements.of(sql);
    statement.setLong(1, subjectId);
    statement.setInt(2, version);
    statement.setInt(3, ordinal);
    return statement;
  }

  /** Removes what is said about a version. */
  void forget(long subjectId, int version) throws SQLException {
    bound(REMOVE, subjectId, version, 0).executeUpdate();
  }

  /** Removes what is said about fields that no version has any more. */
  void forgetFields(long subjectId) throws SQLException {
    PreparedStatement statement = statements.of(REMOVE_FIELDS);
    statement.setLong(1, subjectId);
    statement.executeUpdate();
  }

  /** Adds an entry under the subject's next number. */
  void append(long subjectId, AuditEntry entry) throws SQLException {
    long number = lastNumber(subjectId) + 1;
    PreparedStatement add = statements.of(ADD_ENTRY);
    add.setLong(1, subjectId);
    add.setLong(2, number);
    add.setInt(3, Targets.version(entry.target()));
    add.setInt(4, Targets.ordinal(entry.target()));
    add.setString(5, entry.action().name());
    add.setLong(6, Rows.micros(entry.at()));
    add.setString(7, entry.author());
    add.setString(8, entry.reason());
    add.setString(9, AnnotationsJson.write(entry.before()));
    add.setString(10, AnnotationsJson.write(entry.after()));
    add.setBytes(11, RowHash.ofAudit(number, entry));
    add.executeUpdate();
  }

  private long lastNumber(long subjectId) throws SQLException {
    PreparedStatement query = statements.of(LAST_NUMBER);
    query.setLong(1, subjectId);
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
