package io.cairn.registry.sqlite;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.Column;
import io.cairn.registry.core.store.StoredField;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the writer knows of the rows it has read or written lately, so that it need not ask for them
 * again. It describes the open transaction: {@link #forget} must be called when anything of that is
 * undone, and {@link #begin} finds out whether somebody else has written. Belongs to the writer
 * thread.
 */
final class WriterMemory {
  private static final int MAX_SUBJECTS = 1_024;

  /** The fields of wider versions are not kept, which bounds the memory. */
  private static final int MAX_COLUMNS = 100;

  private static final String DATA_VERSION = "PRAGMA data_version";

  private static final String SUBJECT =
      "SELECT subject_id, revision FROM subject WHERE namespace = ? AND name = ? AND scope = ?";

  private static final String SETTINGS_REVISION = "SELECT settings_revision FROM registry";

  private static final String LAST_VERSION_ID = "SELECT coalesce(max(version_id), 0) FROM version";

  private static final long UNKNOWN = -1;

  private final Statements statements;
  private final Map<Subject, Known> subjects = new LinkedHashMap<>(16, 0.75f, true);
  private final TelemetryMemory telemetry;
  private long dataVersion = UNKNOWN;
  private long settingsRevision = UNKNOWN;
  private long lastVersionId = UNKNOWN;

  /** A subject that has a row. */
  static final class Known {
    private final long id;
    private long revision;
    private @Nullable List<Column> columns;
    private @Nullable Map<StoredField, Long> definitions;

    Known(long id, long revision) {
      this.id = id;
      this.revision = revision;
    }

    long id() {
      return id;
    }

    long revision() {
      return revision;
    }

    void move(long to) {
      revision = to;
    }

    /** The fields of its highest version, in the order of their ordinals; null if not known. */
    @Nullable List<Column> columns() {
      return columns;
    }

    void setColumns(@Nullable List<Column> now) {
      columns = now == null || now.size() > MAX_COLUMNS ? null : now;
    }

    /** The numbers of the fields of its highest version; null if not known. */
    @Nullable Map<StoredField, Long> definitions() {
      return definitions;
    }

    void setDefinitions(@Nullable Map<StoredField, Long> now) {
      definitions = now == null || now.size() > MAX_COLUMNS ? null : now;
    }
  }

  WriterMemory(Statements statements) {
    this.statements = statements;
    telemetry = new TelemetryMemory(statements);
  }

  /** The part of it that is about observations. */
  TelemetryMemory telemetry() {
    return telemetry;
  }

  /** To be called at the start of a transaction that locks all other writers out. */
  void begin() throws SQLException {
    long now = number(statements.of(DATA_VERSION));
    if (now != dataVersion) {
      forget();
      dataVersion = now;
    }
  }

  void forget() {
    subjects.clear();
    telemetry.forget();
    settingsRevision = UNKNOWN;
    lastVersionId = UNKNOWN;
  }

  @Nullable Known find(Subject subject) throws SQLException {
    Known known = subjects.get(subject);
    if (known != null) {
      return known;
    }
    PreparedStatement query = statements.of(SUBJECT);
    Rows.bind(query, 1, subject);
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? remember(subject, row.getLong(1), row.getLong(2)) : null;
    }
  }

  Known remember(Subject subject, long id, long revision) {
    Known known = new Known(id, revision);
    subjects.put(subject, known);
    if (subjects.size() > MAX_SUBJECTS) {
      subjects.remove(subjects.keySet().iterator().next());
    }
    return known;
  }

  long settingsRevision() throws SQLException {
    if (settingsRevision == UNKNOWN) {
      settingsRevision = number(statements.of(SETTINGS_REVISION));
    }
    return settingsRevision;
  }

  void moveSettings(long to) {
    settingsRevision = to;
  }

  /** A key for a new row of {@code version}. */
  long nextVersionId() throws SQLException {
    if (lastVersionId == UNKNOWN) {
      lastVersionId = number(statements.of(LAST_VERSION_ID));
    }
    lastVersionId++;
    return lastVersionId;
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
