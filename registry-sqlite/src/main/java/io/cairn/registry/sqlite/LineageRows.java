package io.cairn.registry.sqlite;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.UsageDelta;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Writes who uses what. Belongs to the writer thread. */
final class LineageRows {
  private static final String FIND_SUBJECT =
      """
      SELECT used_subject_id FROM used_subject
      WHERE namespace = ?1 AND name = ?2 AND scope = ?3
        AND is_produced >= ?4 AND is_consumed >= ?5
      """;

  private static final String ADD_SUBJECT =
      """
      INSERT INTO used_subject (namespace, name, scope, is_produced, is_consumed)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (namespace, name, scope) DO UPDATE SET
        is_produced = max(is_produced, excluded.is_produced),
        is_consumed = max(is_consumed, excluded.is_consumed)
      RETURNING used_subject_id
      """;

  private static final String FIND_PARTICIPANT =
      "SELECT participant_id FROM participant WHERE type = ?1 AND id = ?2";

  private static final String ADD_PARTICIPANT =
      "INSERT INTO participant (type, id) VALUES (?1, ?2) RETURNING participant_id";

  private static final String ADD_USAGE =
      """
      INSERT INTO usage (used_subject_id, role, participant_id, uses, first_at, last_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (used_subject_id, role, participant_id) DO UPDATE SET
        uses = uses + excluded.uses,
        first_at = min(first_at, excluded.first_at),
        last_at = max(last_at, excluded.last_at)
      RETURNING usage_id
      """;

  private static final String ADD_VERSION =
      """
      INSERT INTO usage_version (usage_id, version, uses, first_at, last_at)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (usage_id, version) DO UPDATE SET
        uses = uses + excluded.uses,
        first_at = min(first_at, excluded.first_at),
        last_at = max(last_at, excluded.last_at)
      """;

  private static final String ADD_FIELD =
      """
      INSERT INTO usage_field (usage_id, path, uses, first_at, last_at)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (usage_id, path) DO UPDATE SET
        uses = uses + excluded.uses,
        first_at = min(first_at, excluded.first_at),
        last_at = max(last_at, excluded.last_at)
      """;

  private static final String ADD_WINDOW =
      """
      INSERT INTO usage_window (used_subject_id, started_at, role, uses) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (used_subject_id, started_at, role) DO UPDATE SET uses = uses + excluded.uses
      """;

  /** The window's own keys are read first; deleting changes none of what is still to be read. */
  private static final String EXPIRE =
      """
      DELETE FROM usage_window WHERE (used_subject_id, started_at, role) IN (
        SELECT used_subject_id, started_at, role FROM usage_window
        WHERE started_at < ?1 ORDER BY started_at LIMIT ?2)
      """;

  private final Statements statements;

  LineageRows(Statements statements) {
    this.statements = statements;
  }

  void add(UsageDelta delta) throws SQLException {
    long subject = subject(delta.subject(), delta.role());
    long usage = usage(subject, delta);
    PreparedStatement version = statements.of(ADD_VERSION);
    for (Map.Entry<Integer, Tally> one : delta.versions().entrySet()) {
      version.setLong(1, usage);
      version.setInt(2, one.getKey());
      bind(version, 3, one.getValue()).executeUpdate();
    }
    PreparedStatement field = statements.of(ADD_FIELD);
    for (Map.Entry<String, Tally> one : delta.fields().entrySet()) {
      field.setLong(1, usage);
      field.setString(2, one.getKey());
      bind(field, 3, one.getValue()).executeUpdate();
    }
    PreparedStatement window = statements.of(ADD_WINDOW);
    for (Map.Entry<Long, Long> one : delta.windows().entrySet()) {
      window.setLong(1, subject);
      window.setLong(2, one.getKey());
      window.setString(3, delta.role().name());
      window.setLong(4, one.getValue());
      window.executeUpdate();
    }
  }

  private static PreparedStatement bind(PreparedStatement statement, int index, Tally tally)
      throws SQLException {
    statement.setLong(index, tally.count());
    statement.setLong(index + 1, tally.first());
    statement.setLong(index + 2, tally.last());
    return statement;
  }

  /** The subject's row, which says that it has this role; mostly it does already. */
  private long subject(Subject subject, Role role) throws SQLException {
    long found = firstOf(bind(statements.of(FIND_SUBJECT), subject, role));
    return found != 0 ? found : firstOf(bind(statements.of(ADD_SUBJECT), subject, role));
  }

  private static PreparedStatement bind(PreparedStatement statement, Subject subject, Role role)
      throws SQLException {
    Rows.bind(statement, 1, subject);
    statement.setInt(4, role == Role.PRODUCER ? 1 : 0);
    statement.setInt(5, role == Role.CONSUMER ? 1 : 0);
    return statement;
  }

  private long participant(Participant participant) throws SQLException {
    long found = firstOf(bind(statements.of(FIND_PARTICIPANT), participant));
    return found != 0 ? found : firstOf(bind(statements.of(ADD_PARTICIPANT), participant));
  }

  private static PreparedStatement bind(PreparedStatement statement, Participant participant)
      throws SQLException {
    statement.setString(1, participant.type());
    statement.setString(2, participant.id());
    return statement;
  }

  private long usage(long subject, UsageDelta delta) throws SQLException {
    long participant = participant(delta.participant());
    PreparedStatement add = statements.of(ADD_USAGE);
    add.setLong(1, subject);
    add.setString(2, delta.role().name());
    add.setLong(3, participant);
    return firstOf(bind(add, 4, delta.tally()));
  }

  /** The first row's number; 0, which is none's, if there is no row. */
  private static long firstOf(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Removes the oldest windows that began before the time. */
  void expire(TelemetryDelta.Expiry expiry) throws SQLException {
    PreparedStatement delete = statements.of(EXPIRE);
    delete.setLong(1, expiry.before());
    delete.setInt(2, expiry.limit());
    delete.executeUpdate();
  }
}
