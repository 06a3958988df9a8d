package io.cairn.registry.sqlite;

/** The tables of who uses what, and the view of them. Times are in milliseconds since 1970. */
final class LineageTables {
  static final String DEFINITIONS =
      """
      -- A subject of which usages were reported; it need not be registered.
      CREATE TABLE used_subject (
        used_subject_id INTEGER PRIMARY KEY,
        namespace TEXT NOT NULL,
        name TEXT NOT NULL,
        scope TEXT NOT NULL,
        is_produced INTEGER NOT NULL CHECK (is_produced IN (0, 1)),
        is_consumed INTEGER NOT NULL CHECK (is_consumed IN (0, 1)),
        UNIQUE (namespace, name, scope)
      ) STRICT;

      CREATE INDEX used_subject_orphan ON used_subject (namespace, name, scope)
        WHERE is_produced = 1 AND is_consumed = 0;

      CREATE TABLE participant (
        participant_id INTEGER PRIMARY KEY,
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        UNIQUE (type, id)
      ) STRICT;

      CREATE TABLE usage (
        usage_id INTEGER PRIMARY KEY,
        used_subject_id INTEGER NOT NULL REFERENCES used_subject,
        role TEXT NOT NULL CHECK (role IN ('PRODUCER', 'CONSUMER')),
        participant_id INTEGER NOT NULL REFERENCES participant,
        uses INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        UNIQUE (used_subject_id, role, participant_id)
      ) STRICT;

      CREATE INDEX usage_by_participant ON usage (participant_id, used_subject_id, role);

      -- 0 is the version of usages that said none.
      CREATE TABLE usage_version (
        usage_id INTEGER NOT NULL REFERENCES usage,
        version INTEGER NOT NULL,
        uses INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        PRIMARY KEY (usage_id, version)
      ) STRICT, WITHOUT ROWID;

      -- The empty path is the one of usages that named no fields.
      CREATE TABLE usage_field (
        usage_id INTEGER NOT NULL REFERENCES usage,
        path TEXT NOT NULL,
        uses INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        PRIMARY KEY (usage_id, path)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE usage_window (
        used_subject_id INTEGER NOT NULL REFERENCES used_subject,
        started_at INTEGER NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('PRODUCER', 'CONSUMER')),
        uses INTEGER NOT NULL,
        PRIMARY KEY (used_subject_id, started_at, role)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX usage_window_by_start ON usage_window (started_at);

      CREATE VIEW lineage AS
      SELECT s.namespace, s.name, s.scope, u.role, p.type AS participant_type,
        p.id AS participant, u.uses,
        strftime('%Y-%m-%dT%H:%M:%f', u.first_at / 1000.0, 'unixepoch') || 'Z' AS first_at,
        strftime('%Y-%m-%dT%H:%M:%f', u.last_at / 1000.0, 'unixepoch') || 'Z' AS last_at,
        (SELECT v.version FROM usage_version v WHERE v.usage_id = u.usage_id AND v.version > 0
         ORDER BY v.last_at DESC, v.version DESC LIMIT 1) AS last_version,
        (SELECT json_group_array(f.path) FROM usage_field f
         WHERE f.usage_id = u.usage_id AND f.path <> '') AS fields,
        NOT EXISTS (SELECT 1 FROM usage_field f WHERE f.usage_id = u.usage_id AND f.path = '')
          AS names_all_fields
      FROM usage u
      JOIN used_subject s USING (used_subject_id)
      JOIN participant p USING (participant_id);
      """;

  private LineageTables() {}
}
