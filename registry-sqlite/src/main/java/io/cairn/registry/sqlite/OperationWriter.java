package io.cairn.registry.sqlite;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityPolicy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private static final List<String> PURGE =
      List.of(
          "DELETE FROM version_seen WHERE version_id = ?",
          "DELETE FROM version_reference WHERE version_id = ?",
          "DELETE FROM version_document WHERE version_id = ?",
          "DELETE FROM version_detail WHERE version_id = ?",
          "DELETE FROM version WHERE version_id = ?");

  private final Statements statements;
  private final WriterMemory memory;
  private final FieldSpans spans;
  private final FieldDefinitions definitions;
  private final Documents documents;
  private final AnnotationRows annotations;
  private final TelemetryRows telemetry;
  private final LineageRows lineage;
  private final long revision;
  private final Set<WriterMemory.Known> loosened = new LinkedHashSet<>();
  private boolean moved;

  OperationWriter(Statements statements, WriterMemory memory, long revision) {
    this.statements = statements;
    this.memory = memory;
    this.revision = revision;
    spans = new FieldSpans(statements);
    definitions = new FieldDefinitions(statements);
    documents = new Documents(statements);
    annotations = new AnnotationRows(statements);
    telemetry = new TelemetryRows(statements, memory.telemetry());
    lineage = new LineageRows(statements);
  }

  /** Whether anything was written that has a revision. */
  boolean moved() {
    return moved;
  }

  /** What a statement does; what SQLite refuses comes out as {@link Refused}. */
  interface Write {
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

  static void write(Write write) {
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
    statement.setBytes(4, Rows.bytes(append.head().id()));
    statement.setString(5, append.head().state().name());
    statement.setString(6, Rows.text(append.head().deprecation()));
    statement.setBytes(7, RowHash.ofVersion(append.subject(), append.head()));
    statement.setBytes(8, RowHash.ofFacts(append.ref(), append.body().label(), append.facts()));
    statement.executeUpdate();
    return versionId;
  }

  private void addDetail(long versionId, Operation.AppendVersion append, String fields)
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

  @Override
  public void on(Operation.SetVersionState set) {
    write(
        () -> {
          Ids ids = ids(set.ref());
          setHead(ids, set.ref(), head(ids.version, set.ref()).withState(set.state()));
        });
  }

  @Override
  public void on(Operation.SetDeprecation set) {
    write(
        () -> {
          Ids ids = ids(set.ref());
          VersionHead head = head(ids.version, set.ref());
          setHead(ids, set.ref(), head.withDeprecation(set.deprecation()));
        });
  }

  @Override
  public void on(Operation.EnableDraft enable) {
    write(
        () -> {
          Ids ids = ids(enable.ref());
          VersionHead head = head(ids.version, enable.ref());
          if (head.state() != VersionState.DRAFT) {
            throw new StoreException("Cannot enable " + enable.ref() + ": it is no draft.", null);
          }
          setHead(ids, enable.ref(), head.withState(VersionState.LIVE));
          setDetail(ids, enable);
          spans.rewrite(ids.subject, enable.ref().version(), enable.columns());
        });
  }

  private void setDetail(Ids ids, Operation.EnableDraft enable) throws SQLException {
    String fields =
        definitions.rewrite(
            ids.subject, enable.ref().subject(), enable.ref().version(), enable.body().fields());
    PreparedStatement facts = statements.of(SET_FACTS_HASH);
    facts.setBytes(1, RowHash.ofFacts(enable.ref(), enable.body().label(), enable.facts()));
    facts.setLong(2, ids.version);
    facts.executeUpdate();
    PreparedStatement detail = statements.of(SET_DETAIL);
    bindDetail(detail, 1, enable.body(), enable.facts(), fields);
    detail.setBytes(
        12, RowHash.ofBody(enable.ref(), enable.body().label(), enable.body().head(), fields));
    detail.setLong(13, ids.version);
    detail.executeUpdate();
    loosen(ids.subject);
  }

  private VersionHead head(long versionId, VersionRef ref) throws SQLException {
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

  private void setHead(Ids ids, VersionRef ref, VersionHead head) throws SQLException {
    PreparedStatement statement = statements.of(SET_HEAD);
    statement.setString(1, head.state().name());
    statement.setString(2, Rows.text(head.deprecation()));
    statement.setBytes(3, RowHash.ofVersion(ref.subject(), head));
    statement.setLong(4, ids.version);
    statement.executeUpdate();
    touch(ids.subject);
  }

  @Override
  public void on(Operation.PurgeVersion purge) {
    write(
        () -> {
          Ids ids = ids(purge.ref());
          requireUnreferenced(ids.version, purge.ref());
          List<Long> held = documents.heldBy(ids.version);
          for (String sql : PURGE) {
            PreparedStatement statement = statements.of(sql);
            statement.setLong(1, ids.version);
            statement.executeUpdate();
          }
          documents.dropUnheld(held);
          annotations.forget(ids.subject.id(), purge.ref().version());
          loosen(ids.subject);
          touch(ids.subject);
        });
  }

  /** Something that only some versions of the subject had may be nobody's any more. */
  private void loosen(WriterMemory.Known subject) {
    subject.setColumns(null);
    subject.setDefinitions(null);
    loosened.add(subject);
  }

  /** Removes, once for all operations, what no version has any more. */
  void finish() {
    write(
        () -> {
          for (WriterMemory.Known subject : loosened) {
            spans.forget(subject);
            definitions.forget(subject);
            annotations.forgetFields(subject.id());
          }
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

  @Override
  public void on(Operation.PutAnnotations put) {
    write(
        () -> {
          Target target = put.target();
          WriterMemory.Known subject =
              target instanceof Target.OfVersion of
                  ? ids(of.version()).subject
                  : subject(target.subject());
          annotations.put(subject.id(), target, put.annotations());
          touch(subject);
        });
  }

  @Override
  public void on(Operation.AppendAudit append) {
    write(
        () -> {
          WriterMemory.Known subject = subject(append.entry().target().subject());
          annotations.append(subject.id(), append.entry());
          touch(subject);
        });
  }

  @Override
  public void on(Operation.AddTelemetry add) {
    add.delta().handle(telemetry);
    if (add.delta() instanceof TelemetryDelta.Expiry expiry) {
      write(() -> lineage.expire(expiry));
    }
  }

  @Override
  public void on(Operation.AddUsage add) {
    write(() -> lineage.add(add.delta()));
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
