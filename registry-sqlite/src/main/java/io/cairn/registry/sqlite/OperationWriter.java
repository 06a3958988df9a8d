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

  private static final String SET_GLOBAL_POLICY =
      "UPDATE registry SET global_mode = ?, global_policy = ?, policy_hash = ?, settings_revision = ?";

  private final Statements statements;
  private final WriterMemory memory;
  private final VersionRows versions;
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
    versions = new VersionRows(statements);
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
          long versionId = memory.nextVersionId();
          versions.add(versionId, subject.id(), append);
          versions.addDetail(
              versionId,
              append,
              definitions.follow(
                  subject, append.subject(), append.head().version(), append.body().fields()));
          for (VersionRef target : append.references()) {
            versions.refer(versionId, ids(target).version);
          }
          for (Map.Entry<DocumentId, SourceDocument> document : append.documents().entrySet()) {
            documents.attach(versionId, document.getKey(), document.getValue());
          }
          spans.follow(subject, append.head().version(), append.columns());
        });
  }

  @Override
  public void on(Operation.SetVersionState set) {
    write(
        () -> {
          Ids ids = ids(set.ref());
          VersionHead head = versions.head(ids.version, set.ref());
          setHead(ids, set.ref(), head.withState(set.state()));
        });
  }

  @Override
  public void on(Operation.SetDeprecation set) {
    write(
        () -> {
          Ids ids = ids(set.ref());
          VersionHead head = versions.head(ids.version, set.ref());
          setHead(ids, set.ref(), head.withDeprecation(set.deprecation()));
        });
  }

  @Override
  public void on(Operation.EnableDraft enable) {
    write(
        () -> {
          Ids ids = ids(enable.ref());
          VersionHead head = versions.head(ids.version, enable.ref());
          if (head.state() != VersionState.DRAFT) {
            throw new StoreException("Cannot enable " + enable.ref() + ": it is no draft.", null);
          }
          setHead(ids, enable.ref(), head.withState(VersionState.LIVE));
          versions.enable(
              ids.version,
              enable,
              definitions.rewrite(
                  ids.subject,
                  enable.ref().subject(),
                  enable.ref().version(),
                  enable.body().fields()));
          loosen(ids.subject);
          spans.rewrite(ids.subject, enable.ref().version(), enable.columns());
        });
  }

  private void setHead(Ids ids, VersionRef ref, VersionHead head) throws SQLException {
    versions.setHead(ids.version, ref, head);
    touch(ids.subject);
  }

  @Override
  public void on(Operation.PurgeVersion purge) {
    write(
        () -> {
          Ids ids = ids(purge.ref());
          versions.requireUnreferenced(ids.version, purge.ref());
          List<Long> held = documents.heldBy(ids.version);
          versions.purge(ids.version);
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
            versions.see(ids.version, add);
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
