package io.cairn.registry.sqlite;

import io.cairn.registry.error.UnsupportedFormatException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.sqlite.JDBC;

/**
 * The format of the file: its version stands in {@code user_version}, and {@code application_id}
 * says that it is a registry. Formats only ever gain; each step below, once released, stays as it
 * is.
 */
final class Format {
  /** "Cair" in ASCII. */
  static final int APPLICATION_ID = 0x43616972;

  private static final String VERSION_1 =
      """
      CREATE TABLE registry (
        singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
        revision INTEGER NOT NULL,
        global_mode TEXT NOT NULL,
        settings_revision INTEGER NOT NULL
      ) STRICT;

      INSERT INTO registry VALUES (1, 0, 'BACKWARD', 0);

      CREATE TABLE subject (
        subject_id INTEGER PRIMARY KEY,
        namespace TEXT NOT NULL,
        name TEXT NOT NULL,
        scope TEXT NOT NULL,
        revision INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('LIVE', 'DELETED', 'PURGED')),
        last_version INTEGER NOT NULL,
        last_ordinal INTEGER NOT NULL,
        active_version INTEGER NOT NULL,
        mode TEXT,
        UNIQUE (namespace, name, scope)
      ) STRICT;

      CREATE INDEX subject_by_revision ON subject (revision);

      CREATE TABLE version (
        version_id INTEGER PRIMARY KEY,
        subject_id INTEGER NOT NULL REFERENCES subject,
        version INTEGER NOT NULL,
        content_id BLOB NOT NULL CHECK (length(content_id) = 16),
        state TEXT NOT NULL CHECK (state IN ('LIVE', 'DELETED', 'DRAFT')),
        UNIQUE (subject_id, version)
      ) STRICT;

      CREATE TABLE version_detail (
        version_id INTEGER PRIMARY KEY REFERENCES version,
        major INTEGER NOT NULL,
        minor INTEGER NOT NULL,
        patch INTEGER NOT NULL,
        origin TEXT NOT NULL,
        previous INTEGER NOT NULL,
        changes TEXT NOT NULL,
        registered_at INTEGER NOT NULL,
        author TEXT NOT NULL,
        reason TEXT NOT NULL,
        layout TEXT NOT NULL,
        schema TEXT NOT NULL
      ) STRICT;

      CREATE TABLE version_seen (
        version_id INTEGER PRIMARY KEY REFERENCES version,
        seen_count INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE version_reference (
        version_id INTEGER NOT NULL REFERENCES version,
        target_version_id INTEGER NOT NULL REFERENCES version,
        PRIMARY KEY (version_id, target_version_id)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX version_reference_by_target ON version_reference (target_version_id);

      CREATE TABLE document (
        document_no INTEGER PRIMARY KEY,
        document_id BLOB NOT NULL UNIQUE CHECK (length(document_id) = 16),
        format TEXT NOT NULL,
        content BLOB NOT NULL
      ) STRICT;

      CREATE TABLE version_document (
        version_id INTEGER NOT NULL REFERENCES version,
        document_no INTEGER NOT NULL REFERENCES document,
        position INTEGER NOT NULL,
        PRIMARY KEY (version_id, document_no)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX version_document_by_document ON version_document (document_no);

      -- A field as it is from one version until (not including) another; open ends lie together.
      CREATE TABLE field_span (
        subject_id INTEGER NOT NULL REFERENCES subject,
        until_version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        since_version INTEGER NOT NULL,
        path TEXT NOT NULL,
        type TEXT NOT NULL,
        nullable INTEGER NOT NULL,
        field_keys TEXT NOT NULL,
        default_sql TEXT NOT NULL,
        doc TEXT NOT NULL,
        PRIMARY KEY (subject_id, until_version, ordinal)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE counter (
        name TEXT NOT NULL PRIMARY KEY,
        value INTEGER NOT NULL CHECK (value >= 0)
      ) STRICT, WITHOUT ROWID;

      CREATE VIEW subjects AS
      SELECT s.namespace, s.name, s.scope, s.state,
        (SELECT count(*) FROM version v WHERE v.subject_id = s.subject_id) AS versions,
        (SELECT max(v.version) FROM version v WHERE v.subject_id = s.subject_id AND v.state = 'LIVE') AS latest_version,
        nullif(s.active_version, 0) AS pinned_version,
        coalesce(s.mode, r.global_mode) AS compatibility,
        s.mode IS NOT NULL AS own_compatibility
      FROM subject s CROSS JOIN registry r
      WHERE s.last_version > 0 AND s.state <> 'PURGED';

      CREATE VIEW versions AS
      SELECT s.namespace, s.name, s.scope, v.version, v.state,
        d.major || '.' || d.minor || '.' || d.patch AS label,
        lower(hex(v.content_id)) AS schema_id,
        d.origin,
        nullif(d.previous, 0) AS previous_version,
        strftime('%Y-%m-%dT%H:%M:%f', d.registered_at / 1000000.0, 'unixepoch') || 'Z' AS registered_at,
        d.author, d.reason,
        coalesce(n.seen_count, 0) AS seen_count,
        strftime('%Y-%m-%dT%H:%M:%f', coalesce(n.last_seen_at, d.registered_at) / 1000000.0, 'unixepoch') || 'Z'
          AS last_seen_at,
        d.changes, d.schema
      FROM version v
      JOIN subject s USING (subject_id)
      JOIN version_detail d USING (version_id)
      LEFT JOIN version_seen n USING (version_id);

      CREATE VIEW columns AS
      SELECT s.namespace, s.name, s.scope, v.version, f.ordinal, f.path, f.type,
        CASE f.nullable WHEN 1 THEN 'YES' ELSE 'NO' END AS is_nullable,
        nullif(f.default_sql, '') AS column_default,
        nullif(f.field_keys, '') AS column_key,
        nullif(f.doc, '') AS doc
      FROM version v
      JOIN subject s USING (subject_id)
      JOIN field_span f
        ON f.subject_id = v.subject_id AND f.since_version <= v.version AND f.until_version > v.version;
      """;

  /**
   * Policies beside modes, hashes of rows, which file it is, deprecations, the catalog, and fields
   * that versions share.
   */
  private static final String VERSION_2 =
      """
      ALTER TABLE registry ADD COLUMN global_policy TEXT;
      UPDATE registry SET global_policy = json_object('mode', global_mode);
      ALTER TABLE registry ADD COLUMN syncs INTEGER NOT NULL DEFAULT 0;

      ALTER TABLE subject ADD COLUMN policy TEXT;
      UPDATE subject SET policy = json_object('mode', mode) WHERE mode IS NOT NULL;

      ALTER TABLE registry ADD COLUMN policy_hash BLOB;
      ALTER TABLE registry ADD COLUMN file_id BLOB;
      UPDATE registry SET file_id = randomblob(16);
      ALTER TABLE subject ADD COLUMN row_hash BLOB;
      ALTER TABLE version ADD COLUMN row_hash BLOB;
      ALTER TABLE version ADD COLUMN facts_hash BLOB;
      ALTER TABLE version_detail ADD COLUMN body_hash BLOB;
      ALTER TABLE version_document ADD COLUMN row_hash BLOB;
      ALTER TABLE version ADD COLUMN deprecation TEXT CHECK (json_valid(deprecation));

      -- A field of a schema; versions have lists of their numbers.
      CREATE TABLE field_definition (
        subject_id INTEGER NOT NULL REFERENCES subject,
        definition_no INTEGER NOT NULL,
        definition TEXT NOT NULL,
        ordinals TEXT NOT NULL,
        row_hash BLOB NOT NULL,
        PRIMARY KEY (subject_id, definition_no)
      ) STRICT, WITHOUT ROWID;

      ALTER TABLE version_detail ADD COLUMN head TEXT NOT NULL DEFAULT '';
      ALTER TABLE version_detail ADD COLUMN fields TEXT NOT NULL DEFAULT '[]';

      DROP VIEW subjects;
      CREATE VIEW subjects AS
      SELECT s.namespace, s.name, s.scope, s.state,
        (SELECT count(*) FROM version v WHERE v.subject_id = s.subject_id) AS versions,
        (SELECT max(v.version) FROM version v WHERE v.subject_id = s.subject_id AND v.state = 'LIVE') AS latest_version,
        nullif(s.active_version, 0) AS pinned_version,
        coalesce(s.mode, r.global_mode) AS compatibility,
        coalesce(s.policy, r.global_policy) AS compatibility_policy,
        s.policy IS NOT NULL AS own_compatibility
      FROM subject s CROSS JOIN registry r
      WHERE s.last_version > 0 AND s.state <> 'PURGED';

      CREATE VIEW compatibility AS
      SELECT NULL AS namespace, NULL AS name, NULL AS scope, global_mode AS mode, 0 AS is_own,
        global_policy ->> '$.since' AS since_version, global_policy AS policy
      FROM registry
      UNION ALL
      SELECT s.namespace, s.name, s.scope, coalesce(s.mode, r.global_mode), s.policy IS NOT NULL,
        coalesce(s.policy, r.global_policy) ->> '$.since', coalesce(s.policy, r.global_policy)
      FROM subject s CROSS JOIN registry r
      WHERE s.last_version > 0 AND s.state <> 'PURGED';

      ALTER TABLE field_span ADD COLUMN name TEXT NOT NULL DEFAULT '';
      CREATE INDEX field_span_by_name ON field_span (name, subject_id, ordinal, since_version);
      CREATE INDEX field_span_by_type ON field_span (type, subject_id, ordinal, since_version);

      -- Of a subject version and ordinal are 0, of a version the ordinal, of a field the version.
      CREATE TABLE annotation (
        subject_id INTEGER NOT NULL REFERENCES subject,
        version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL CHECK (version = 0 OR ordinal = 0),
        owner TEXT NOT NULL,
        content TEXT NOT NULL,
        row_hash BLOB NOT NULL,
        PRIMARY KEY (subject_id, version, ordinal)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX annotation_by_owner ON annotation (owner, subject_id, version, ordinal);

      CREATE TABLE annotation_tag (
        tag TEXT NOT NULL,
        subject_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        PRIMARY KEY (tag, subject_id, version, ordinal),
        FOREIGN KEY (subject_id, version, ordinal) REFERENCES annotation ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX annotation_tag_by_target ON annotation_tag (subject_id, version, ordinal);

      CREATE TABLE audit_entry (
        subject_id INTEGER NOT NULL REFERENCES subject,
        number INTEGER NOT NULL,
        version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL,
        action TEXT NOT NULL,
        at INTEGER NOT NULL,
        author TEXT NOT NULL,
        reason TEXT NOT NULL,
        before_content TEXT NOT NULL,
        after_content TEXT NOT NULL,
        row_hash BLOB NOT NULL,
        UNIQUE (subject_id, number)
      ) STRICT;

      CREATE VIEW annotations AS
      SELECT s.namespace, s.name, s.scope, nullif(a.version, 0) AS version, nullif(a.ordinal, 0) AS ordinal,
        (SELECT f.path FROM field_span f WHERE f.subject_id = a.subject_id AND f.ordinal = a.ordinal
         ORDER BY f.until_version DESC LIMIT 1) AS path,
        nullif(a.owner, '') AS owner,
        a.content ->> '$.description' AS description,
        a.content -> '$.tags' AS tags,
        a.content -> '$.properties' AS properties
      FROM annotation a JOIN subject s USING (subject_id);

      CREATE VIEW audit AS
      SELECT s.namespace, s.name, s.scope, e.number, nullif(e.version, 0) AS version,
        nullif(e.ordinal, 0) AS ordinal, e.action,
        strftime('%Y-%m-%dT%H:%M:%f', e.at / 1000000.0, 'unixepoch') || 'Z' AS at,
        e.author, e.reason, e.before_content AS before, e.after_content AS after
      FROM audit_entry e JOIN subject s USING (subject_id);
      """;

  /** What follows once bodies have been taken apart. */
  private static final String VERSION_2_END =
      """
      DROP VIEW versions;
      ALTER TABLE version_detail DROP COLUMN schema;
      ALTER TABLE version_detail DROP COLUMN layout;

      CREATE VIEW versions AS
      SELECT s.namespace, s.name, s.scope, v.version, v.state,
        d.major || '.' || d.minor || '.' || d.patch AS label,
        lower(hex(v.content_id)) AS schema_id,
        d.origin,
        nullif(d.previous, 0) AS previous_version,
        strftime('%Y-%m-%dT%H:%M:%f', d.registered_at / 1000000.0, 'unixepoch') || 'Z' AS registered_at,
        d.author, d.reason,
        coalesce(n.seen_count, 0) AS seen_count,
        strftime('%Y-%m-%dT%H:%M:%f', coalesce(n.last_seen_at, d.registered_at) / 1000000.0, 'unixepoch') || 'Z'
          AS last_seen_at,
        v.deprecation ->> '$.since' AS deprecated_at,
        v.deprecation ->> '$.message' AS deprecation,
        v.deprecation ->> '$.sunset' AS sunset,
        d.changes,
        CASE WHEN d.fields = '[]' OR NOT json_valid(d.head) THEN d.head
        ELSE json_set(d.head, '$.fields', json(
          (SELECT json_group_array(json(f.definition)) FROM
            (SELECT f.definition FROM json_each(d.fields) e
             JOIN field_definition f ON f.subject_id = v.subject_id AND f.definition_no = e.value
             ORDER BY e.key) f)))
        END AS schema
      FROM version v
      JOIN subject s USING (subject_id)
      JOIN version_detail d USING (version_id)
      LEFT JOIN version_seen n USING (version_id);
      """;

  /** The steps from each format to the next, the first one from an empty file. */
  private static final List<String> STEPS =
      List.of(VERSION_1, VERSION_2 + TelemetryTables.DEFINITIONS + LineageTables.DEFINITIONS);

  /** The first format whose rows have hashes. */
  private static final int HASHED = 2;

  /** The format this release writes. */
  static final int CURRENT = STEPS.size();

  private Format() {}

  /**
   * The format of the file, 0 for an empty one; changes nothing.
   *
   * @throws UnsupportedFormatException if it is something else, or of a newer format
   */
  static int find(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return version(statement, file);
    }
  }

  /**
   * Returns if the file is a registry of a format this release knows; changes nothing.
   *
   * @throws UnsupportedFormatException if it is not
   */
  static void require(Connection connection, Path file) throws SQLException {
    if (find(connection, file) == 0) {
      throw new UnsupportedFormatException(
          "Cannot copy " + file + ": it is empty. Give the path of a registry.");
    }
  }

  /**
   * Returns if the file is a registry of the format that this release writes; changes nothing.
   *
   * @throws UnsupportedFormatException if it is not
   */
  static void requireCurrent(Connection connection, Path file) throws SQLException {
    int found = find(connection, file);
    if (found != CURRENT) {
      throw new UnsupportedFormatException(
          "Cannot verify "
              + file
              + ": it has format "
              + found
              + ", whose rows have no hashes. Open it once with this release, or a copy of it.");
    }
  }

  /**
   * Returns if the file is a registry of the format that this release writes; changes nothing.
   *
   * @throws UnsupportedFormatException if it is not; who only reads cannot bring it there
   */
  static void requireReadable(Connection connection, Path file) throws SQLException {
    int found = find(connection, file);
    if (found != CURRENT) {
      throw new UnsupportedFormatException(
          "Cannot open "
              + file
              + " for reading: "
              + (found == 0 ? "it is empty" : "it has format " + found)
              + ", and this release reads format "
              + CURRENT
              + ". Open it once by SqliteRegistry.open, which brings it there.");
    }
  }

  /** The definitions of the tables, indexes and views of the current format, by their names. */
  static Map<String, String> definitions() throws SQLException {
    try (Connection connection = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties());
        Statement statement = connection.createStatement()) {
      for (String step : STEPS) {
        statement.executeUpdate(step);
      }
      statement.executeUpdate(VERSION_2_END);
      return definitions(connection);
    }
  }

  /** The definitions in a file. */
  static Map<String, String> definitions(Connection connection) throws SQLException {
    Map<String, String> definitions = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT name, type || ' on ' || tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema")) {
      while (row.next()) {
        definitions.put(row.getString(1), row.getString(2));
      }
    }
    return definitions;
  }

  /**
   * Brings an empty or older file to the current format, in one transaction; whether it was one.
   */
  static boolean prepare(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        int found = version(statement, file);
        for (String step : STEPS.subList(found, CURRENT)) {
          statement.executeUpdate(step);
        }
        if (found < HASHED) {
          BodyMigration.run(connection);
          HashMigration.run(connection);
          NameMigration.run(connection);
          statement.executeUpdate(VERSION_2_END);
        }
        if (found < CURRENT) {
          statement.executeUpdate("PRAGMA application_id = " + APPLICATION_ID);
          statement.executeUpdate("PRAGMA user_version = " + CURRENT);
        }
        statement.execute("COMMIT");
        return found < CURRENT;
      } catch (SQLException | RuntimeException failed) {
        statement.execute("ROLLBACK");
        throw failed;
      }
    }
  }

  private static int version(Statement statement, Path file) throws SQLException {
    int application = pragma(statement, "PRAGMA application_id");
    int version = pragma(statement, "PRAGMA user_version");
    if (application == 0
        && version == 0
        && pragma(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
      return 0;
    }
    if (application != APPLICATION_ID) {
      throw new UnsupportedFormatException(
          "Cannot open "
              + file
              + ": it is a SQLite database, but not a registry. Give another path.");
    }
    if (version < 1 || version > CURRENT) {
      throw new UnsupportedFormatException(
          "Cannot open "
              + file
              + ": it has format "
              + version
              + " and this release knows 1 to "
              + CURRENT
              + ". Open it with the release that wrote it, or a newer one.");
    }
    return version;
  }

  private static int pragma(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
