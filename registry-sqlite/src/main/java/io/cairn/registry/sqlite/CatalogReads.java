package io.cairn.registry.sqlite;

import io.cairn.registry.Scope;
import io.cairn.registry.Subject;
import io.cairn.registry.catalog.Annotated;
import io.cairn.registry.catalog.AnnotationQuery;
import io.cairn.registry.catalog.Annotations;
import io.cairn.registry.catalog.AuditEntry;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.core.json.AnnotationsJson;
import io.cairn.registry.core.store.CatalogStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reads of the catalog, on pooled connections that cannot write. Each page is a range of an
 * index, read in its order; the cross joins see to that. Subjects are in the order of their keys.
 */
final class CatalogReads implements CatalogStore {
  /** Said of one thing. */
  static final String OF_TARGET =
      """
      SELECT s.namespace, s.name, s.scope, a.version, a.ordinal, a.content, a.row_hash
      FROM subject s JOIN annotation a USING (subject_id)
      WHERE s.namespace = ? AND s.name = ? AND s.scope = ? AND a.version = ? AND a.ordinal = ?
      """;

  /** Said of a subject and what belongs to it. */
  static final String OF_SUBJECT =
      """
      SELECT s.namespace, s.name, s.scope, a.version, a.ordinal, a.content, a.row_hash
      FROM subject s JOIN annotation a USING (subject_id)
      WHERE s.namespace = ? AND s.name = ? AND s.scope = ?
      ORDER BY a.version, a.ordinal
      """;

  /** With a tag, and perhaps of an owner, behind a place. */
  static final String TAGGED =
      """
      SELECT s.namespace, s.name, s.scope, a.version, a.ordinal, a.content, a.row_hash
      FROM annotation_tag t
      CROSS JOIN annotation a
        ON a.subject_id = t.subject_id AND a.version = t.version AND a.ordinal = t.ordinal
      CROSS JOIN subject s ON s.subject_id = t.subject_id
      WHERE t.tag = ?1 AND (t.subject_id, t.version, t.ordinal) > (?3, ?4, ?5) AND (?2 IS NULL OR a.owner = ?2)
      ORDER BY t.subject_id, t.version, t.ordinal
      LIMIT ?6
      """;

  /** Of an owner, behind a place. */
  static final String OWNED =
      """
      SELECT s.namespace, s.name, s.scope, a.version, a.ordinal, a.content, a.row_hash
      FROM annotation a CROSS JOIN subject s ON s.subject_id = a.subject_id
      WHERE a.owner = ?2 AND (a.subject_id, a.version, a.ordinal) > (?3, ?4, ?5)
      ORDER BY a.subject_id, a.version, a.ordinal
      LIMIT ?6
      """;

  /** Subjects with a tag, and perhaps of an owner. */
  static final String TAGGED_SUBJECTS =
      """
      SELECT s.namespace, s.name, s.scope
      FROM annotation_tag t
      CROSS JOIN annotation a
        ON a.subject_id = t.subject_id AND a.version = t.version AND a.ordinal = t.ordinal
      CROSS JOIN subject s ON s.subject_id = t.subject_id
      WHERE t.tag = ?1 AND t.version = 0 AND t.ordinal = 0 AND (?2 IS NULL OR a.owner = ?2)
      """;

  /** Subjects of an owner. */
  static final String OWNED_SUBJECTS =
      """
      SELECT s.namespace, s.name, s.scope
      FROM annotation a CROSS JOIN subject s ON s.subject_id = a.subject_id
      WHERE a.owner = ?2 AND a.version = 0 AND a.ordinal = 0
      """;

  static final String AUDIT =
      """
      SELECT s.namespace, s.name, s.scope, e.*
      FROM subject s JOIN audit_entry e USING (subject_id)
      WHERE s.namespace = ? AND s.name = ? AND s.scope = ? AND e.number < ?
      ORDER BY e.number DESC
      LIMIT ?
      """;

  static final String FIELDS_BY_NAME =
      """
      SELECT s.namespace, s.name AS subject_name, s.scope, f.ordinal, f.name, f.path, f.type,
        f.since_version, f.until_version
      FROM field_span f CROSS JOIN subject s ON s.subject_id = f.subject_id
      WHERE (f.name, f.subject_id, f.ordinal, f.since_version) > (?1, ?2, ?3, ?4) AND f.name <= ?5
        AND f.name GLOB ?6 AND f.type GLOB ?7
      ORDER BY f.name, f.subject_id, f.ordinal, f.since_version
      LIMIT ?8
      """;

  static final String FIELDS_BY_TYPE =
      """
      SELECT s.namespace, s.name AS subject_name, s.scope, f.ordinal, f.name, f.path, f.type,
        f.since_version, f.until_version
      FROM field_span f CROSS JOIN subject s ON s.subject_id = f.subject_id
      WHERE (f.type, f.subject_id, f.ordinal, f.since_version) > (?1, ?2, ?3, ?4) AND f.type <= ?5
        AND f.name GLOB ?6 AND f.type GLOB ?7
      ORDER BY f.type, f.subject_id, f.ordinal, f.since_version
      LIMIT ?8
      """;

  private static final String SUBJECT_ID =
      "SELECT subject_id FROM subject WHERE namespace = ? AND name = ? AND scope = ?";

  private final Reading pool;

  CatalogReads(Reading pool) {
    this.pool = pool;
  }

  @Override
  public Annotations annotations(Target target) {
    List<Annotated> found =
        read(
            OF_TARGET,
            CatalogReads::annotated,
            query -> {
              Rows.bind(query, 1, target.subject());
              query.setInt(4, Targets.version(target));
              query.setInt(5, Targets.ordinal(target));
            });
    return found.isEmpty() ? Annotations.NONE : found.get(0).annotations();
  }

  @Override
  public List<Annotated> annotationsOf(Subject subject) {
    return read(OF_SUBJECT, CatalogReads::annotated, query -> Rows.bind(query, 1, subject));
  }

  @Override
  public List<Annotated> annotated(AnnotationQuery asked, @Nullable Target after, int limit) {
    long subjectId = after == null ? 0 : subjectId(after.subject());
    return read(
        asked.tag() == null ? OWNED : TAGGED,
        CatalogReads::annotated,
        query -> {
          bind(query, asked);
          query.setLong(3, subjectId);
          query.setInt(4, Targets.version(after));
          query.setInt(5, after == null ? -1 : Targets.ordinal(after));
          query.setInt(6, limit);
        });
  }

  private static void bind(PreparedStatement query, AnnotationQuery asked) throws SQLException {
    if (asked.tag() != null) {
      query.setString(1, asked.tag());
    }
    query.setString(2, asked.owner());
  }

  private static Annotated annotated(ResultSet row) throws SQLException {
    Target target = Targets.of(row);
    if (!RowHash.holds(row, "row_hash", RowHash::ofAnnotation)) {
      throw RowHash.damaged("what is said about " + target);
    }
    return new Annotated(target, AnnotationsJson.read(row.getString("content")));
  }

  @Override
  public Set<Subject> subjects(AnnotationQuery asked) {
    return new HashSet<>(
        read(
            asked.tag() == null ? OWNED_SUBJECTS : TAGGED_SUBJECTS,
            Rows::subject,
            query -> bind(query, asked)));
  }

  @Override
  public List<NumberedEntry> audit(Subject subject, long before, int limit) {
    return read(
        AUDIT,
        CatalogReads::entry,
        query -> {
          Rows.bind(query, 1, subject);
          query.setLong(4, before);
          query.setInt(5, limit);
        });
  }

  private static NumberedEntry entry(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    if (!RowHash.holds(row, "row_hash", RowHash::ofAudit)) {
      throw RowHash.damaged("entry " + number + " of the audit of " + Rows.subject(row));
    }
    return new NumberedEntry(
        number,
        new AuditEntry(
            Targets.of(row),
            AuditEntry.Action.valueOf(row.getString("action")),
            Rows.instant(row.getLong("at")),
            row.getString("author"),
            row.getString("reason"),
            AnnotationsJson.read(row.getString("before_content")),
            AnnotationsJson.read(row.getString("after_content"))));
  }

  @Override
  public List<FieldRun> fields(FieldSearch search) {
    FieldPosition after = search.after();
    Globs.Range range = Globs.range(search.keyPattern());
    long subjectId = after == null ? 0 : subjectId(after.subject());
    return read(
        search.key() == FieldKey.NAME ? FIELDS_BY_NAME : FIELDS_BY_TYPE,
        CatalogReads::run,
        query -> {
          query.setString(1, after == null ? range.from() : after.key());
          query.setLong(2, subjectId);
          query.setInt(3, after == null ? 0 : after.ordinal());
          query.setInt(4, after == null ? 0 : after.since());
          range.bindEnd(query, 5);
          query.setString(6, Globs.of(search.name()));
          query.setString(7, Globs.of(search.type()));
          query.setInt(8, search.limit());
        });
  }

  private static FieldRun run(ResultSet row) throws SQLException {
    return new FieldRun(
        new Subject(
            row.getString("namespace"),
            row.getString("subject_name"),
            new Scope(row.getString("scope"))),
        row.getInt("ordinal"),
        row.getString("name"),
        row.getString("path"),
        row.getString("type"),
        row.getInt("since_version"),
        row.getInt("until_version"));
  }

  /** Behind a subject that is unknown there is none. */
  private long subjectId(Subject subject) {
    List<Long> found =
        read(SUBJECT_ID, row -> row.getLong(1), query -> Rows.bind(query, 1, subject));
    return found.isEmpty() ? Long.MAX_VALUE : found.get(0);
  }

  private interface Binding {
    void on(PreparedStatement query) throws SQLException;
  }

  private interface RowReading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, RowReading<T> reading, Binding binding) {
    return pool.read(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            binding.on(query);
            try (ResultSet row = query.executeQuery()) {
              List<T> all = new ArrayList<>();
              while (row.next()) {
                all.add(reading.of(row));
              }
              return all;
            }
          }
        });
  }
}
