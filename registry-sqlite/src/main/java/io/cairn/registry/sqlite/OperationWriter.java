package io.cairn.registry.sqlite;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the operations of one commit, under its revision. Belongs to the writer thread. */
final class OperationWriter implements Operation.Handler {
  private static final String ADD_SUBJECT =
      """
      INSERT INTO subject
        (revision, state, last_version, last_ordinal, active_version, mode, policy, row_hash,
         namespace, name, scope)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      RETURNING subject_id
      """;

  private static final String SET_SUBJECT =
      """
      UPDATE subject
      SET revision = ?, state = ?, last_version = ?, last_ordinal = ?, active_version = ?, mode = ?,
        policy = ?, row_hash = ?
      WHERE subject_id = ?
      """;

  private static final String TOUCH_SUBJECT =
      "UPDATE subject SET revision = ? WHERE subject_id = ?";

  private static final String VERSION_ID =
      "SELECT version_id FROM version WHERE subject_id = ? AND version = ?";

  private static final String ADD_VERSION =
      """
      INSERT INTO version (version_id, subject_id, version, content_id, state, row_hash, facts_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_DETAIL =
      """
      INSERT INTO version_detail (version_id, major, minor, patch, origin, previous, changes, registered_at,
        author, reason, head, fields, body_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_REFERENCE =
      "INSERT INTO version_reference (version_id, target_version_id) VALUES (?, ?)";

  private static final String CONTENT_ID = "SELECT content_id FROM version WHERE version_id = ?";

  private static final String SET_STATE =
      "UPDATE version SET state = ?, row_hash = ? WHERE version_id = ?";

  private static final String SET_GLOBAL_POLICY =
      "UPDATE registry SET global_mode = ?, global_policy = ?, policy_hash = ?, settings_revision = ?";

  private static final String ADD_SIGHTINGS =
      """
      INSERT INTO version_seen (version_id, seen_count, last_seen_at)
      SELECT version_id, ?2, max(?3, registered_at) FROM version_detail WHERE version_id = ?1
      ON CONFLICT (version_id) DO UPDATE SET
        seen_count = seen_count + excluded.seen_count, last_seen_at = max(last_seen_at, excluded.last_seen_at)
      """;

  private static final String OTHER_REFERRERS =
      "SELECT 1 FROM version_reference WHERE target_version_id = ?1 AND version_id <> ?1 LIMIT 1";

  private static final String[] PURGE = {
    "DELETE FROM version_seen WHERE version_id = ?",
    "DELETE FROM version_reference WHERE version_id = ?",
    "DELETE FROM version_document WHERE version_id = ?",
    "DELETE FROM version_detail WHERE version_id = ?",
    "DELETE FROM version WHERE version_id = ?"
  };

  private final Statements statements;
  private final WriterMemory memory;
  private final FieldSpans spans;
  private final FieldDefinitions definitions;
  private final Documents documents;
  private final long revision;
  private boolean moved;

  OperationWriter(Statements statements, WriterMemory memory, long revision) {
    this.statements = statements;
    this.memory = memory;
    this.revision = revision;
    spans = new FieldSpans(statements);
    definitions = new FieldDefinitions(statements);
    documents = new Documents(statements);
  }

  /** Whether anything was written that has a revision. */
  boolean moved() {
    return moved;
  }

  /** What a statement does; what SQLite refuses comes out as {@link Refused}. */
  private interface Write {
    void run() throws SQLException;
  }

  /** Carries what SQLite said out of the handler's methods. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException cause;

    Refused(SQLException cause) {
      super(cause);
      this.cause = cause;
    }

    SQLException reason() {
      return cause;
    }
  }

  private static void write(Write write) {
    try {
      write.run();
    } catch (SQLException failed) {
      throw new Refused(failed);
    }
  }

  @Override
  public void on(Operation.PutSubject put) {
    write(
        () -> {
          SubjectRow row = put.row();
          WriterMemory.Known known = memory.find(row.subject());
          PreparedStatement statement = statements.of(known == null ? ADD_SUBJECT : SET_SUBJECT);
          statement.setLong(1, revision);
          statement.setString(2, row.state().name());
          statement.setInt(3, row.lastVersion());
          statement.setInt(4, row.lastOrdinal());
          statement.setInt(5, row.activeVersion());
          CompatibilityPolicy policy = row.policy();
          statement.setString(6, policy == null ? null : policy.mode().name());
          statement.setString(7, policy == null ? null : PolicyJson.write(policy));
          statement.setBytes(8, RowHash.ofSubject(row));
          if (known == null) {
            addSubject(statement, row.subject());
          } else {
            statement.setLong(9, known.id());
            statement.executeUpdate();
            known.move(revision);
          }
          moved = true;
        });
  }

  private void addSubject(PreparedStatement statement, Subject subject) throws SQLException {
    Rows.bind(statement, 9, subject);
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      memory.remember(subject, row.getLong(1), revision);
    }
  }

  @Override
  public void on(Operation.AppendVersion append) {
    write(
        () -> {
          WriterMemory.Known subject = subject(append.subject());
          touch(subject);
          long versionId = addVersion(subject, append);
          addDetail(
              versionId,
              append,
              definitions.follow(
                  subject, append.subject(), append.head().version(), append.body().fields()));
          for (VersionRef target : append.references()) {
            PreparedStatement statement = statements.of(ADD_REFERENCE);
            statement.setLong(1, versionId);
            statement.setLong(2, ids(target).version);
            statement.executeUpdate();
          }
          for (Map.Entry<DocumentId, SourceDocument> document : append.documents().entrySet()) {
            documents.attach(versionId, document.getKey(), document.getValue());
          }
          spans.follow(subject, append.head().version(), append.columns());
        });
  }

  private long addVersion(WriterMemory.Known subject, Operation.AppendVersion append)
      throws SQLException {
    long versionId = memory.nextVersionId();
    PreparedStatement statement = statements.of(ADD_VERSION);
    statement.setLong(1, versionId);
    statement.setLong(2, subject.id());
    statement.setInt(3, append.head().version());
    byte[] contentId = Rows.bytes(append.head().id());
    statement.setBytes(4, contentId);
    statement.setString(5, append.head().state().name());
    statement.setBytes(
        6,
        RowHash.ofVersion(
            append.subject(), append.head().version(), contentId, append.head().state()));
    statement.setBytes(7, RowHash.ofFacts(append));
    statement.executeUpdate();
    return versionId;
  }

  private void addDetail(long versionId, Operation.AppendVersion append, String fields)
      throws SQLException {
    PreparedStatement statement = statements.of(ADD_DETAIL);
    statement.setLong(1, versionId);
    statement.setInt(2, append.body().label().major());
    statement.setInt(3, append.body().label().minor());
    statement.setInt(4, append.body().label().patch());
    statement.setString(5, append.facts().origin().name());
    statement.setInt(6, append.facts().previous());
    statement.setString(7, append.facts().changes());
    statement.setLong(8, Rows.micros(append.facts().registeredAt()));
    statement.setString(9, append.facts().author());
    statement.setString(10, append.facts().reason());
    statement.setString(11, append.body().head());
    statement.setString(12, fields);
    statement.setBytes(
        13, RowHash.ofBody(append.ref(), append.body().label(), append.body().head(), fields));
    statement.executeUpdate();
  }

  @Override
  public void on(Operation.SetVersionState set) {
    write(
        () -> {
          Ids ids = ids(set.ref());
          PreparedStatement statement = statements.of(SET_STATE);
          statement.setString(1, set.state().name());
          statement.setBytes(
              2,
              RowHash.ofVersion(
                  set.ref().subject(), set.ref().version(), contentId(ids.version), set.state()));
          statement.setLong(3, ids.version);
          statement.executeUpdate();
          touch(ids.subject);
        });
  }

  private byte[] contentId(long versionId) throws SQLException {
    PreparedStatement query = statements.of(CONTENT_ID);
    query.setLong(1, versionId);
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getBytes(1);
    }
  }

  @Override
  public void on(Operation.PurgeVersion purge) {
    write(
        () -> {
          Ids ids = ids(purge.ref());
          requireUnreferenced(ids.version, purge.ref());
          for (String sql : PURGE) {
            PreparedStatement statement = statements.of(sql);
            statement.setLong(1, ids.version);
            statement.executeUpdate();
          }
          documents.dropUnheld();
          spans.forget(ids.subject);
          definitions.forget(ids.subject);
          touch(ids.subject);
        });
  }

  private void requireUnreferenced(long versionId, VersionRef ref) throws SQLException {
    PreparedStatement query = statements.of(OTHER_REFERRERS);
    query.setLong(1, versionId);
    try (ResultSet row = query.executeQuery()) {
      if (row.next()) {
        throw new StoreException("Cannot purge " + ref + ": other versions refer to it.", null);
      }
    }
  }

  @Override
  public void on(Operation.AttachDocument attach) {
    write(
        () -> {
          Ids ids = ids(attach.ref());
          documents.attach(ids.version, attach.id(), attach.document());
          touch(ids.subject);
        });
  }

  @Override
  public void on(Operation.PutGlobalPolicy put) {
    write(
        () -> {
          PreparedStatement statement = statements.of(SET_GLOBAL_POLICY);
          statement.setString(1, put.policy().mode().name());
          statement.setString(2, PolicyJson.write(put.policy()));
          statement.setBytes(3, RowHash.ofPolicy(put.policy()));
          statement.setLong(4, revision);
          statement.executeUpdate();
          memory.moveSettings(revision);
          moved = true;
        });
  }

  @Override
  public void on(Operation.AddSightings add) {
    write(
        () -> {
          Ids ids = findIds(add.ref());
          if (ids != null) {
            PreparedStatement statement = statements.of(ADD_SIGHTINGS);
            statement.setLong(1, ids.version);
            statement.setLong(2, add.count());
            statement.setLong(3, Rows.micros(add.lastSeenAt()));
            statement.executeUpdate();
          }
        });
  }

  /** Moves the subject's revision, unless an operation of this commit has done so already. */
  private void touch(WriterMemory.Known subject) throws SQLException {
    if (subject.revision() != revision) {
      PreparedStatement statement = statements.of(TOUCH_SUBJECT);
      statement.setLong(1, revision);
      statement.setLong(2, subject.id());
      statement.executeUpdate();
      subject.move(revision);
    }
    moved = true;
  }

  private WriterMemory.Known subject(Subject subject) throws SQLException {
    WriterMemory.Known known = memory.find(subject);
    if (known == null) {
      throw new StoreException("Cannot write to " + subject + ": it has no row.", null);
    }
    return known;
  }

  /** A version's key, and its subject. */
  private record Ids(long version, WriterMemory.Known subject) {}

  private Ids ids(VersionRef ref) throws SQLException {
    Ids ids = findIds(ref);
    if (ids == null) {
      throw new StoreException("Cannot write " + ref + ": it does not exist.", null);
    }
    return ids;
  }

  private @Nullable Ids findIds(VersionRef ref) throws SQLException {
    WriterMemory.Known subject = memory.find(ref.subject());
    if (subject == null) {
      return null;
    }
    PreparedStatement statement = statements.of(VERSION_ID);
    statement.setLong(1, subject.id());
    statement.setInt(2, ref.version());
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? new Ids(row.getLong(1), subject) : null;
    }
  }
}
