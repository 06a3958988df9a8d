package io.cairn.registry.sqlite;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.LineageStore;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Role;
import io.cairn.registry.lineage.SubjectUse;
import io.cairn.registry.lineage.UsageWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The reads of who uses what, on pooled connections that cannot write. */
final class LineageReads implements LineageStore {
  static final String ALL_USES =
      """
      SELECT u.usage_id, s.namespace, s.name, s.scope, u.role, p.type, p.id
      FROM usage u
      CROSS JOIN used_subject s ON s.used_subject_id = u.used_subject_id
      CROSS JOIN participant p ON p.participant_id = u.participant_id
      ORDER BY u.usage_id
      """;

  static final String ALL_VERSIONS = "SELECT usage_id, version FROM usage_version";

  static final String ALL_FIELDS = "SELECT usage_id, path FROM usage_field";

  static final String ALL_SUBJECTS =
      "SELECT namespace, name, scope FROM used_subject ORDER BY used_subject_id";

  static final String OLDEST_WINDOW = "SELECT coalesce(min(started_at), ?) FROM usage_window";

  static final String USES_OF_SUBJECT =
      """
      SELECT u.usage_id, p.type, p.id, u.uses, u.first_at, u.last_at
      FROM used_subject s
      CROSS JOIN usage u ON u.used_subject_id = s.used_subject_id
      CROSS JOIN participant p ON p.participant_id = u.participant_id
      WHERE s.namespace = ?1 AND s.name = ?2 AND s.scope = ?3 AND u.role = ?4
      """;

  static final String VERSIONS_OF_SUBJECT =
      """
      SELECT v.usage_id, v.version, v.uses, v.first_at, v.last_at
      FROM used_subject s
      CROSS JOIN usage u ON u.used_subject_id = s.used_subject_id
      CROSS JOIN usage_version v ON v.usage_id = u.usage_id
      WHERE s.namespace = ?1 AND s.name = ?2 AND s.scope = ?3 AND u.role = ?4
      """;

  /** Within one usage in the order of paths. */
  static final String FIELDS_OF_SUBJECT =
      """
      SELECT f.usage_id, f.path, f.uses, f.first_at, f.last_at
      FROM used_subject s
      CROSS JOIN usage u ON u.used_subject_id = s.used_subject_id
      CROSS JOIN usage_field f ON f.usage_id = u.usage_id
      WHERE s.namespace = ?1 AND s.name = ?2 AND s.scope = ?3 AND u.role = ?4
      ORDER BY u.used_subject_id, u.role, u.participant_id, f.path
      """;

  static final String USES_OF_PARTICIPANT =
      """
      SELECT s.namespace, s.name, s.scope, u.role, u.uses, u.first_at, u.last_at
      FROM participant p
      CROSS JOIN usage u ON u.participant_id = p.participant_id
      CROSS JOIN used_subject s ON s.used_subject_id = u.used_subject_id
      WHERE p.type = ?1 AND p.id = ?2 AND (u.used_subject_id, u.role) > (?3, ?4)
      ORDER BY u.participant_id, u.used_subject_id, u.role
      LIMIT ?5
      """;

  static final String ORPHANS =
      """
      SELECT namespace, name, scope FROM used_subject
      WHERE is_produced = 1 AND is_consumed = 0 AND (namespace, name, scope) > (?1, ?2, ?3)
      ORDER BY namespace, name, scope
      LIMIT ?4
      """;

  static final String WINDOWS =
      """
      SELECT w.started_at,
        sum(CASE w.role WHEN 'PRODUCER' THEN w.uses ELSE 0 END) AS produced,
        sum(CASE w.role WHEN 'CONSUMER' THEN w.uses ELSE 0 END) AS consumed
      FROM used_subject s CROSS JOIN usage_window w ON w.used_subject_id = s.used_subject_id
      WHERE s.namespace = ?1 AND s.name = ?2 AND s.scope = ?3
        AND w.started_at >= ?4 AND w.started_at < ?5
      GROUP BY w.used_subject_id, w.started_at
      ORDER BY w.used_subject_id, w.started_at
      """;

  private static final String SUBJECT_ID =
      "SELECT used_subject_id FROM used_subject WHERE namespace = ? AND name = ? AND scope = ?";

  private final Reading pool;

  LineageReads(Reading pool) {
    this.pool = pool;
  }

  private interface Binding {
    void on(PreparedStatement query) throws SQLException;
  }

  private interface RowReading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> List<T> read(
      Connection connection, String sql, Binding binding, RowReading<T> reading)
      throws SQLException {
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
  }

  /** Parts of usages, by the usages' numbers. */
  private static <K> Map<Long, Map<K, Tally>> tallies(
      Connection connection, String sql, Binding binding, RowReading<K> key) throws SQLException {
    Map<Long, Map<K, Tally>> all = new HashMap<>();
    List<Boolean> unused =
        read(
            connection,
            sql,
            binding,
            row ->
                all.computeIfAbsent(row.getLong("usage_id"), fresh -> new LinkedHashMap<>())
                        .put(key.of(row), tally(row))
                    == null);
    return all;
  }

  private static <K> Map<Long, Set<K>> names(Connection connection, String sql, RowReading<K> name)
      throws SQLException {
    Map<Long, Set<K>> all = new HashMap<>();
    List<Boolean> unused =
        read(
            connection,
            sql,
            query -> {},
            row ->
                all.computeIfAbsent(row.getLong("usage_id"), fresh -> new HashSet<>())
                    .add(name.of(row)));
    return all;
  }

  private static Tally tally(ResultSet row) throws SQLException {
    return new Tally(row.getLong("uses"), row.getLong("first_at"), row.getLong("last_at"));
  }

  private static Participant participant(ResultSet row) throws SQLException {
    return new Participant(row.getString("id"), row.getString("type"));
  }

  private static Role role(ResultSet row) throws SQLException {
    return Role.valueOf(row.getString("role"));
  }

  @Override
  public void forEachUse(Consumer<Known> reader) {
    pool.readSnapshot(
            connection -> {
              Map<Long, Set<Integer>> versions =
                  names(connection, ALL_VERSIONS, row -> row.getInt("version"));
              Map<Long, Set<String>> fields =
                  names(connection, ALL_FIELDS, row -> row.getString("path"));
              return read(
                  connection,
                  ALL_USES,
                  query -> {},
                  row ->
                      new Known(
                          Rows.subject(row),
                          role(row),
                          participant(row),
                          versions.getOrDefault(row.getLong("usage_id"), Set.of()),
                          fields.getOrDefault(row.getLong("usage_id"), Set.of())));
            })
        .forEach(reader);
  }

  @Override
  public void forEachSubject(Consumer<Subject> reader) {
    pool.read(connection -> read(connection, ALL_SUBJECTS, query -> {}, Rows::subject))
        .forEach(reader);
  }

  @Override
  public long oldestWindow() {
    return pool.read(
            connection ->
                read(
                    connection,
                    OLDEST_WINDOW,
                    query -> query.setLong(1, Long.MAX_VALUE),
                    row -> row.getLong(1)))
        .get(0);
  }

  @Override
  public List<Use> uses(Subject subject, Role role) {
    Binding binding =
        query -> {
          Rows.bind(query, 1, subject);
          query.setString(4, role.name());
        };
    return pool.readSnapshot(
        connection -> {
          Map<Long, Map<Integer, Tally>> versions =
              tallies(connection, VERSIONS_OF_SUBJECT, binding, row -> row.getInt("version"));
          Map<Long, Map<String, Tally>> fields =
              tallies(connection, FIELDS_OF_SUBJECT, binding, row -> row.getString("path"));
          return read(
              connection,
              USES_OF_SUBJECT,
              binding,
              row ->
                  new Use(
                      participant(row),
                      tally(row),
                      versions.getOrDefault(row.getLong("usage_id"), Map.of()),
                      fields.getOrDefault(row.getLong("usage_id"), Map.of())));
        });
  }

  @Override
  public List<SubjectUse> uses(Participant participant, @Nullable SubjectPlace after, int limit) {
    return pool.readSnapshot(
        connection -> {
          long subject = after == null ? 0 : subjectId(connection, after.subject());
          return read(
              connection,
              USES_OF_PARTICIPANT,
              query -> {
                query.setString(1, participant.type());
                query.setString(2, participant.id());
                query.setLong(3, subject);
                query.setString(4, after == null ? "" : after.role().name());
                query.setInt(5, limit);
              },
              row -> new SubjectUse(Rows.subject(row), role(row), tally(row).seen()));
        });
  }

  /** Behind a subject that is unknown there is none. */
  private static long subjectId(Connection connection, Subject subject) throws SQLException {
    List<Long> found =
        read(connection, SUBJECT_ID, query -> Rows.bind(query, 1, subject), row -> row.getLong(1));
    return found.isEmpty() ? Long.MAX_VALUE : found.get(0);
  }

  @Override
  public List<Subject> orphans(@Nullable Subject after, int limit) {
    return pool.read(
        connection ->
            read(
                connection,
                ORPHANS,
                query -> {
                  query.setString(1, after == null ? "" : after.namespace());
                  query.setString(2, after == null ? "" : after.name());
                  query.setString(3, after == null ? "" : after.scope().owner());
                  query.setInt(4, limit);
                },
                Rows::subject));
  }

  @Override
  public List<UsageWindow> windows(Subject subject, long from, long to) {
    return pool.read(
        connection ->
            read(
                connection,
                WINDOWS,
                query -> {
                  Rows.bind(query, 1, subject);
                  query.setLong(4, from);
                  query.setLong(5, to);
                },
                row ->
                    new UsageWindow(
                        Instant.ofEpochMilli(row.getLong("started_at")),
                        row.getLong("produced"),
                        row.getLong("consumed"))));
  }
}
