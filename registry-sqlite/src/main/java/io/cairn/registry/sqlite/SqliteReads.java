package io.cairn.registry.sqlite;

import io.cairn.registry.DocumentId;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionOrigin;
import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.json.PolicyJson;
import io.cairn.registry.core.store.RegistryStore.KeyChange;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.SubjectRecord;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionFacts;
import io.cairn.registry.core.store.VersionHead;
import io.cairn.registry.core.store.VersionHistory;
import io.cairn.registry.core.store.VersionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The reads, on connections that cannot write. */
final class SqliteReads implements VersionStore {
  private static final String SETTINGS =
      "SELECT global_mode, global_policy, settings_revision, policy_hash FROM registry";

  private static final String ALL_SUBJECTS =
      """
      SELECT s.namespace, s.name, s.scope, s.revision, s.state AS subject_state,
        s.last_version, s.last_ordinal, s.active_version, s.mode, s.policy, s.row_hash AS subject_hash,
        (SELECT group_concat(v.version || ' ' || hex(v.content_id) || ' ' || v.state || ' ' || hex(v.row_hash)
           || ' ' || hex(coalesce(v.deprecation, '')))
         FROM version v WHERE v.subject_id = s.subject_id) AS versions
      FROM subject s
      """;

  private static final String SUBJECTS = ALL_SUBJECTS + "ORDER BY s.subject_id";

  private static final String SUBJECT =
      ALL_SUBJECTS + "WHERE s.namespace = ? AND s.name = ? AND s.scope = ?";

  private static final String HISTORY =
      """
      SELECT s.namespace, s.name, s.scope, v.version_id, v.version, v.content_id, v.state, v.deprecation, v.row_hash,
        v.facts_hash, d.major, d.minor, d.patch, d.origin, d.previous,
        d.changes, d.registered_at, d.author, d.reason, coalesce(n.seen_count, 0) AS seen_count,
        coalesce(n.last_seen_at, d.registered_at) AS last_seen_at
      FROM subject s
      JOIN version v USING (subject_id)
      JOIN version_detail d USING (version_id)
      LEFT JOIN version_seen n USING (version_id)
      WHERE s.namespace = ? AND s.name = ? AND s.scope = ?
      ORDER BY v.version
      """;

  private static final String DOCUMENTS_OF_SUBJECT =
      """
      SELECT s.namespace, s.name, s.scope, v.version, h.version_id, d.document_id, h.position, h.row_hash
      FROM subject s
      JOIN version v USING (subject_id)
      JOIN version_document h USING (version_id)
      JOIN document d USING (document_no)
      WHERE s.namespace = ? AND s.name = ? AND s.scope = ?
      ORDER BY h.version_id, h.position
      """;

  private static final String DOCUMENT =
      "SELECT format, content FROM document WHERE document_id = ?";

  private static final String REFERRERS =
      """
      SELECT fs.namespace, fs.name, fs.scope, f.version
      FROM subject ts
      JOIN version t ON t.subject_id = ts.subject_id
      JOIN version_reference r ON r.target_version_id = t.version_id
      JOIN version f ON f.version_id = r.version_id
      JOIN subject fs ON fs.subject_id = f.subject_id
      WHERE ts.namespace = ? AND ts.name = ? AND ts.scope = ? AND t.version = ?
      """;

  private static final String COUNTER = "SELECT value FROM counter WHERE name = ?";

  private static final String CHANGES =
      """
      SELECT namespace, name, scope, revision FROM subject WHERE revision > ?
      UNION ALL
      SELECT NULL, NULL, NULL, settings_revision FROM registry WHERE settings_revision > ?
      ORDER BY revision
      """;

  /** The order of Java, which SQLite's differs from beyond the basic plane. */
  private static final Comparator<VersionRef> BY_SUBJECT_AND_VERSION =
      Comparator.comparing(VersionRef::subject).thenComparingInt(VersionRef::version);

  private final Reading pool;
  private final BodyReads bodies;

  SqliteReads(Reading pool) {
    this.pool = pool;
    bodies = new BodyReads(pool);
  }

  @Override
  public Settings settings() {
    return pool.read(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(SETTINGS);
              ResultSet row = query.executeQuery()) {
            if (!row.next() || !RowHash.holds(row, "policy_hash", RowHash::ofPolicy)) {
              throw RowHash.damaged("the global policy");
            }
            return new Settings(
                PolicyJson.read(row.getString("global_policy")), row.getLong("settings_revision"));
          }
        });
  }

  /** Nothing of the reader's runs while the connection is out. */
  @Override
  public void forEachSubject(Consumer<SubjectRecord> reader) {
    List<SubjectRecord> all =
        pool.read(
            connection -> {
              try (PreparedStatement query = connection.prepareStatement(SUBJECTS)) {
                return records(query);
              }
            });
    all.forEach(reader);
  }

  @Override
  public Optional<SubjectRecord> findSubject(Subject subject) {
    List<SubjectRecord> found =
        pool.read(
            connection -> {
              try (PreparedStatement query = connection.prepareStatement(SUBJECT)) {
                Rows.bind(query, 1, subject);
                return records(query);
              }
            });
    return found.stream().findFirst();
  }

  private static List<SubjectRecord> records(PreparedStatement query) throws SQLException {
    List<SubjectRecord> records = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        SubjectRow row = row(rows);
        records.add(
            new SubjectRecord(
                row,
                rows.getLong("revision"),
                PackedVersions.read(row.subject(), rows.getString("versions"))));
      }
    }
    return records;
  }

  private static VersionHead head(ResultSet row, byte[] contentId) throws SQLException {
    RowHash.require(row, "row_hash", "the row", RowHash::ofVersion);
    return new VersionHead(
        row.getInt("version"),
        Rows.schemaId(contentId),
        VersionState.valueOf(row.getString("state")),
        Rows.deprecation(row.getString("deprecation")));
  }

  private static SubjectRow row(ResultSet rows) throws SQLException {
    if (!RowHash.holds(rows, "subject_hash", RowHash::ofSubject)) {
      throw RowHash.damaged("the row of " + Rows.subject(rows));
    }
    return new SubjectRow(
        Rows.subject(rows),
        SubjectRow.State.valueOf(rows.getString("subject_state")),
        rows.getInt("last_version"),
        rows.getInt("last_ordinal"),
        rows.getInt("active_version"),
        Rows.policy(rows.getString("policy")));
  }

  @Override
  public Optional<VersionBody> findBody(VersionRef ref) {
    return bodies.find(ref);
  }

  @Override
  public Map<VersionRef, VersionBody> bodies(Collection<VersionRef> refs) {
    return bodies.findAll(refs);
  }

  @Override
  public List<VersionHistory> history(Subject subject) {
    return pool.readSnapshot(
        connection -> {
          Map<Long, List<DocumentId>> documents = documents(connection, subject);
          try (PreparedStatement query = connection.prepareStatement(HISTORY)) {
            Rows.bind(query, 1, subject);
            try (ResultSet row = query.executeQuery()) {
              List<VersionHistory> history = new ArrayList<>();
              while (row.next()) {
                history.add(
                    history(row, documents.getOrDefault(row.getLong("version_id"), List.of())));
              }
              return history;
            }
          }
        });
  }

  private static SemanticLabel label(ResultSet row) throws SQLException {
    return new SemanticLabel(row.getInt("major"), row.getInt("minor"), row.getInt("patch"));
  }

  private static VersionHistory history(ResultSet row, List<DocumentId> documents)
      throws SQLException {
    RowHash.require(row, "facts_hash", "the details", RowHash::ofFacts);
    return new VersionHistory(
        head(row, row.getBytes("content_id")),
        label(row),
        new VersionFacts(
            VersionOrigin.valueOf(row.getString("origin")),
            row.getInt("previous"),
            row.getString("changes"),
            Rows.instant(row.getLong("registered_at")),
            row.getString("author"),
            row.getString("reason")),
        row.getLong("seen_count"),
        Rows.instant(row.getLong("last_seen_at")),
        documents);
  }

  private static Map<Long, List<DocumentId>> documents(Connection connection, Subject subject)
      throws SQLException {
    Map<Long, List<DocumentId>> documents = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(DOCUMENTS_OF_SUBJECT)) {
      Rows.bind(query, 1, subject);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          RowHash.require(row, "row_hash", "a document", RowHash::ofHold);
          documents
              .computeIfAbsent(row.getLong("version_id"), any -> new ArrayList<>())
              .add(Rows.documentId(row.getBytes("document_id")));
        }
      }
    }
    return documents;
  }

  @Override
  public Optional<SourceDocument> findDocument(DocumentId id) {
    return pool.read(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(DOCUMENT)) {
            query.setBytes(1, Rows.bytes(id));
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? Optional.of(new SourceDocument(row.getString(1), row.getBytes(2)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public List<VersionRef> referrers(VersionRef target) {
    return pool.read(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(REFERRERS)) {
            Rows.bind(query, 1, target.subject());
            query.setInt(4, target.version());
            try (ResultSet row = query.executeQuery()) {
              List<VersionRef> referrers = new ArrayList<>();
              while (row.next()) {
                referrers.add(new VersionRef(Rows.subject(row), row.getInt("version")));
              }
              referrers.sort(BY_SUBJECT_AND_VERSION);
              return referrers;
            }
          }
        });
  }

  @Override
  public long counter(StoreKey.OfCounter counter) {
    return pool.read(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(COUNTER)) {
            query.setString(1, counter.name());
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? row.getLong(1) : 0L;
            }
          }
        });
  }

  List<KeyChange> changesSince(long revision, int limit) {
    return pool.read(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(CHANGES)) {
            query.setLong(1, revision);
            query.setLong(2, revision);
            try (ResultSet row = query.executeQuery()) {
              List<KeyChange> changes = new ArrayList<>();
              while (row.next()) {
                long next = row.getLong("revision");
                if (changes.size() >= limit && changes.get(changes.size() - 1).revision() != next) {
                  break;
                }
                StoreKey key =
                    row.getString("name") == null
                        ? StoreKey.Global.SETTINGS
                        : new StoreKey.OfSubject(Rows.subject(row));
                changes.add(new KeyChange(key, next));
              }
              return changes;
            }
          }
        });
  }
}
