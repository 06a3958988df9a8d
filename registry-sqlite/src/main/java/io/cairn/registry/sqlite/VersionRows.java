package io.cairn.registry.sqlite;

import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.error.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The rows of versions: heads, details, references and sightings. Belongs to the writer thread. */
final class VersionRows {
  private static final String ADD_VERSION =
      """
      INSERT INTO version (version_id, subject_id, version, content_id, state, deprecation,
        row_hash, facts_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_DETAIL =
      """
      INSERT INTO version_detail (version_id, major, minor, patch, origin, previous, changes, registered_at,
        author, reason, head, fields, body_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_REFERENCE =
      "INSERT INTO version_reference (version_id, target_version_id) VALUES (?, ?)";

  private static final String HEAD =
      "SELECT content_id, state, deprecation FROM version WHERE version_id = ?";

  private static final String SET_HEAD =
      "UPDATE version SET state = ?, deprecation = ?, row_hash = ? WHERE version_id = ?";

  private static final String SET_FACTS_HASH =
      "UPDATE version SET facts_hash = ? WHERE version_id = ?";

  private static final String SET_DETAIL =
      """
      UPDATE version_detail
      SET major = ?, minor = ?, patch = ?, origin = ?, previous = ?, changes = ?, registered_at = ?, author = ?,
        reason = ?, head = ?, fields = ?, body_hash = ?
      WHERE version_id = ?
      """;

  private static final String ADD_SIGHTINGS =
      """
      INSERT INTO version_seen (version_id, seen_count, last_seen_at)
      SELECT version_id, ?2, max(?3, registered_at) FROM version_detail WHERE version_id = ?1
      ON CONFLICT (version_id) DO UPDATE SET
        seen_count = seen_count + excluded.seen_count, last_seen_at = max(last_seen_at, excluded.last_seen_at)
      """;

  private static final String OTHER_REFERRERS =
      "SELECT 1 FROM version_reference WHERE target_version_id = ?1 AND version_id <> ?1 LIMIT 1";

  private static final List<String> PURGE =
      List.of(
          "DELETE FROM version_seen WHERE version_id = ?",
          "DELETE FROM version_reference WHERE version_id = ?",
          "DELETE FROM version_document WHERE version_id = ?",
          "DELETE FROM version_detail WHERE version_id = ?",
          "DELETE FROM version WHERE version_id = ?");

  private final Statements statements;

  VersionRows(Statements statements) {
    this.statements = statements;
  }

  void add(long versionId, long subjectId, Operation.AppendVersion append) throws SQLException {
    PreparedStatement statement = statements.of(ADD_VERSION);
    statement.setLong(1, versionId);
    statement.setLong(2, subjectId);
    statement.setInt(3, append.head().version());
    statement.setBytes(4, Rows.bytes(append.head().id()));
    statement.setString(5, append.head().state().name());
    statement.setString(6, Rows.text(append.head().deprecation()));
    statement.setBytes(7, RowHash.ofVersion(append.subject(), append.head()));
    statement.setBytes(8, RowHash.ofFacts(append.ref(), append.body().label(), append.facts()));
    statement.executeUpdate();
  }

  void addDetail(long versionId, Operation.AppendVersion append, String fields)
      throws SQLException {
    PreparedStatement statement = statements.of(ADD_DETAIL);
    statement.setLong(1, versionId);
    bindDetail(statement, 2, append.body(), append.facts(), fields);
    statement.setBytes(
        13, RowHash.ofBody(append.ref(), append.body().label(), append.body().head(), fields));
    statement.executeUpdate();
  }

  /** Binds the eleven columns of a detail from {@code index} on. */
  private static void bindDetail(
      PreparedStatement statement, int index, VersionBody body, VersionFacts facts, String fields)
      throws SQLException {
    statement.setInt(index, body.label().major());
    statement.setInt(index + 1, body.label().minor());
    statement.setInt(index + 2, body.label().patch());
    statement.setString(index + 3, facts.origin().name());
    statement.setInt(index + 4, facts.previous());
    statement.setString(index + 5, facts.changes());
    statement.setLong(index + 6, Rows.micros(facts.registeredAt()));
    statement.setString(index + 7, facts.author());
    statement.setString(index + 8, facts.reason());
    statement.setString(index + 9, body.head());
    statement.setString(index + 10, fields);
  }

  void refer(long versionId, long targetVersionId) throws SQLException {
    PreparedStatement statement = statements.of(ADD_REFERENCE);
    statement.setLong(1, versionId);
    statement.setLong(2, targetVersionId);
    statement.executeUpdate();
  }

  /** Writes what a draft is when it is enabled, but for its head. */
  void enable(long versionId, Operation.EnableDraft enable, String fields) throws SQLException {
    PreparedStatement facts = statements.of(SET_FACTS_HASH);
    facts.setBytes(1, RowHash.ofFacts(enable.ref(), enable.body().label(), enable.facts()));
    facts.setLong(2, versionId);
    facts.executeUpdate();
    PreparedStatement detail = statements.of(SET_DETAIL);
    bindDetail(detail, 1, enable.body(), enable.facts(), fields);
    detail.setBytes(
        12, RowHash.ofBody(enable.ref(), enable.body().label(), enable.body().head(), fields));
    detail.setLong(13, versionId);
    detail.executeUpdate();
  }

  VersionHead head(long versionId, VersionRef ref) throws SQLException {
    PreparedStatement query = statements.of(HEAD);
    query.setLong(1, versionId);
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return new VersionHead(
          ref.version(),
          Rows.schemaId(row.getBytes(1)),
          VersionState.valueOf(row.getString(2)),
          Rows.deprecation(row.getString(3)));
    }
  }

  void setHead(long versionId, VersionRef ref, VersionHead head) throws SQLException {
    PreparedStatement statement = statements.of(SET_HEAD);
    statement.setString(1, head.state().name());
    statement.setString(2, Rows.text(head.deprecation()));
    statement.setBytes(3, RowHash.ofVersion(ref.subject(), head));
    statement.setLong(4, versionId);
    statement.executeUpdate();
  }

  void requireUnreferenced(long versionId, VersionRef ref) throws SQLException {
    PreparedStatement query = statements.of(OTHER_REFERRERS);
    query.setLong(1, versionId);
    try (ResultSet row = query.executeQuery()) {
      if (row.next()) {
        throw new StoreException("Cannot purge " + ref + ": other versions refer to it.", null);
      }
    }
  }

  void purge(long versionId) throws SQLException {
    for (String sql : PURGE) {
      PreparedStatement statement = statements.of(sql);
      statement.setLong(1, versionId);
      statement.executeUpdate();
    }
  }

  void see(long versionId, Operation.AddSightings add) throws SQLException {
    PreparedStatement statement = statements.of(ADD_SIGHTINGS);
    statement.setLong(1, versionId);
    statement.setLong(2, add.count());
    statement.setLong(3, Rows.micros(add.lastSeenAt()));
    statement.executeUpdate();
  }
}
