package io.cairn.registry.sqlite;

/**
 * What is kept of observations: their names, how often and when, and how many values there were.
 * Times are in milliseconds since 1970. Windows are kept in the order of their begin, so that those
 * that grow now are close together; everything that is asked for in an order has an index of it.
 */
final class TelemetryTables {
  private static final String TABLES =
      """

      -- The key is kind, name and variant in the order of Java.
      CREATE TABLE signal (
        signal_id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        variant TEXT NOT NULL,
        sort_key BLOB NOT NULL UNIQUE,
        seen_count INTEGER NOT NULL,
        first_seen_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL,
        last_template INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      CREATE INDEX signal_by_count ON signal (kind, seen_count DESC, sort_key);

      CREATE TABLE signal_window (
        start INTEGER NOT NULL,
        signal_id INTEGER NOT NULL REFERENCES signal,
        seen_count INTEGER NOT NULL,
        first_seen_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL,
        PRIMARY KEY (start, signal_id)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX signal_window_by_signal ON signal_window (signal_id, start);

      -- Of services, kind and key of the signal stand here too. One conflicts if it is the second
      -- value, or a later one, of an aspect that has one value in a sound metric.
      CREATE TABLE signal_aspect (
        signal_id INTEGER NOT NULL REFERENCES signal,
        aspect TEXT NOT NULL,
        value TEXT NOT NULL,
        seen_count INTEGER NOT NULL,
        first_seen_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL,
        is_conflicting INTEGER NOT NULL CHECK (is_conflicting IN (0, 1)),
        kind TEXT CHECK ((kind IS NULL) = (aspect <> 'SERVICE')),
        sort_key BLOB CHECK ((sort_key IS NULL) = (aspect <> 'SERVICE')),
        PRIMARY KEY (signal_id, aspect, value)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX signal_aspect_of_service ON signal_aspect (value, sort_key) WHERE aspect = 'SERVICE';
      CREATE INDEX signal_aspect_of_service_by_count ON signal_aspect (value, kind, seen_count DESC, sort_key)
        WHERE aspect = 'SERVICE';
      CREATE INDEX signal_aspect_conflicting ON signal_aspect (is_conflicting, signal_id, aspect)
        WHERE is_conflicting = 1;

      -- The peak is the sketch of the window that begins at peak_start; of the lowest time there is,
      -- if that window does not have it any more; and empty if that is NULL.
      CREATE TABLE attribute (
        attribute_id INTEGER PRIMARY KEY,
        signal_id INTEGER NOT NULL REFERENCES signal,
        source TEXT NOT NULL,
        event TEXT NOT NULL,
        name TEXT NOT NULL,
        seen_count INTEGER NOT NULL,
        first_seen_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL,
        types INTEGER NOT NULL,
        peak_start INTEGER,
        peak_estimate INTEGER NOT NULL,
        peak_lower_bound INTEGER NOT NULL,
        peak_upper_bound INTEGER NOT NULL,
        samples TEXT NOT NULL CHECK (json_valid(samples)),
        UNIQUE (signal_id, source, event, name)
      ) STRICT;

      CREATE INDEX attribute_by_peak ON attribute (peak_estimate DESC);

      CREATE TABLE attribute_window (
        start INTEGER NOT NULL,
        attribute_id INTEGER NOT NULL REFERENCES attribute,
        seen_count INTEGER NOT NULL,
        first_seen_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL,
        types INTEGER NOT NULL,
        estimate INTEGER NOT NULL,
        lower_bound INTEGER NOT NULL,
        upper_bound INTEGER NOT NULL,
        sketch BLOB,
        PRIMARY KEY (start, attribute_id)
      ) STRICT, WITHOUT ROWID;

      CREATE INDEX attribute_window_by_attribute ON attribute_window (attribute_id, start);

      -- The sketches that find no room in the rows of their windows, which then have none.
      CREATE TABLE attribute_sketch (
        start INTEGER NOT NULL,
        attribute_id INTEGER NOT NULL REFERENCES attribute,
        sketch BLOB NOT NULL,
        PRIMARY KEY (start, attribute_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE log_template (
        signal_id INTEGER NOT NULL REFERENCES signal,
        number INTEGER NOT NULL,
        sort_key BLOB NOT NULL,
        path TEXT NOT NULL,
        template TEXT NOT NULL,
        example TEXT NOT NULL,
        seen_count INTEGER NOT NULL,
        first_seen_at INTEGER NOT NULL,
        last_seen_at INTEGER NOT NULL,
        UNIQUE (signal_id, number)
      ) STRICT;

      CREATE INDEX log_template_by_count ON log_template (seen_count DESC, sort_key, number);
      CREATE INDEX log_template_of_signal_by_count ON log_template (signal_id, seen_count DESC, number);
      """;

  private static final String VIEWS =
      """

      CREATE VIEW signals AS
      SELECT s.kind, s.name, s.variant, s.seen_count,
        strftime('%Y-%m-%dT%H:%M:%f', s.first_seen_at / 1000.0, 'unixepoch') || 'Z' AS first_seen_at,
        strftime('%Y-%m-%dT%H:%M:%f', s.last_seen_at / 1000.0, 'unixepoch') || 'Z' AS last_seen_at,
        (SELECT a.value FROM signal_aspect a WHERE a.signal_id = s.signal_id AND a.aspect = 'TYPE'
         ORDER BY a.last_seen_at DESC, a.value DESC LIMIT 1) AS type,
        (SELECT a.value FROM signal_aspect a WHERE a.signal_id = s.signal_id AND a.aspect = 'UNIT'
         ORDER BY a.last_seen_at DESC, a.value DESC LIMIT 1) AS unit,
        (SELECT a.value FROM signal_aspect a WHERE a.signal_id = s.signal_id AND a.aspect = 'DESCRIPTION'
         ORDER BY a.last_seen_at DESC, a.value DESC LIMIT 1) AS description
      FROM signal s;

      CREATE VIEW services AS
      SELECT a.value AS service, a.kind, s.name, s.variant, a.seen_count,
        strftime('%Y-%m-%dT%H:%M:%f', a.first_seen_at / 1000.0, 'unixepoch') || 'Z' AS first_seen_at,
        strftime('%Y-%m-%dT%H:%M:%f', a.last_seen_at / 1000.0, 'unixepoch') || 'Z' AS last_seen_at
      FROM signal_aspect a JOIN signal s USING (signal_id)
      WHERE a.aspect = 'SERVICE';

      CREATE VIEW attributes AS
      SELECT s.kind, s.name, s.variant, a.source, nullif(a.event, '') AS event, a.name AS attribute, a.seen_count,
        100.0 * a.seen_count / CASE a.source
          WHEN 'EVENT' THEN (SELECT e.seen_count FROM signal_aspect e
            WHERE e.signal_id = a.signal_id AND e.aspect = 'EVENT' AND e.value = a.event)
          WHEN 'LINK' THEN (SELECT l.seen_count FROM signal_aspect l
            WHERE l.signal_id = a.signal_id AND l.aspect = 'LINK' AND l.value = 'link')
          ELSE nullif(s.seen_count, 0) END AS percentage,
        (SELECT group_concat(t.column2, ', ') FROM
          (VALUES (0, 'TEXT'), (1, 'BIGINT'), (2, 'DOUBLE'), (3, 'BOOLEAN'), (4, 'BYTES'), (5, 'JSON'),
            (6, 'TEXT_ARRAY'), (7, 'BIGINT_ARRAY'), (8, 'DOUBLE_ARRAY'), (9, 'BOOLEAN_ARRAY'), (10, 'DATE'),
            (11, 'TIME'), (12, 'DATETIME'), (13, 'UUID')) t
         WHERE a.types >> t.column1 & 1) AS types,
        a.peak_estimate AS peak_cardinality, a.peak_lower_bound AS peak_lower, a.peak_upper_bound AS peak_upper,
        a.samples,
        strftime('%Y-%m-%dT%H:%M:%f', a.first_seen_at / 1000.0, 'unixepoch') || 'Z' AS first_seen_at,
        strftime('%Y-%m-%dT%H:%M:%f', a.last_seen_at / 1000.0, 'unixepoch') || 'Z' AS last_seen_at
      FROM attribute a JOIN signal s USING (signal_id);

      CREATE VIEW cardinality AS
      SELECT s.kind, s.name, s.variant, a.source, nullif(a.event, '') AS event, a.name AS attribute,
        strftime('%Y-%m-%dT%H:%M:%f', w.start / 1000.0, 'unixepoch') || 'Z' AS window_start,
        w.seen_count, w.estimate, w.lower_bound AS lower, w.upper_bound AS upper
      FROM attribute_window w JOIN attribute a USING (attribute_id) JOIN signal s USING (signal_id);

      CREATE VIEW log_templates AS
      SELECT s.name, s.variant, t.number, t.template, t.example, t.seen_count,
        100.0 * t.seen_count / nullif(s.seen_count, 0) AS percentage,
        strftime('%Y-%m-%dT%H:%M:%f', t.first_seen_at / 1000.0, 'unixepoch') || 'Z' AS first_seen_at,
        strftime('%Y-%m-%dT%H:%M:%f', t.last_seen_at / 1000.0, 'unixepoch') || 'Z' AS last_seen_at
      FROM log_template t JOIN signal s USING (signal_id);

      CREATE VIEW signal_conflicts AS
      SELECT s.name, a.aspect, a.value, a.seen_count,
        strftime('%Y-%m-%dT%H:%M:%f', a.first_seen_at / 1000.0, 'unixepoch') || 'Z' AS first_seen_at,
        strftime('%Y-%m-%dT%H:%M:%f', a.last_seen_at / 1000.0, 'unixepoch') || 'Z' AS last_seen_at
      FROM (SELECT DISTINCT signal_id, aspect FROM signal_aspect WHERE is_conflicting = 1) c
      JOIN signal_aspect a USING (signal_id, aspect)
      JOIN signal s USING (signal_id);
      """;

  static final String DEFINITIONS = TABLES + VIEWS;

  private TelemetryTables() {}
}
