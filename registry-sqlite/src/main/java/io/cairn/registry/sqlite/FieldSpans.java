package io.cairn.registry.sqlite;

import io.cairn.registry.core.store.Column;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.Nullability;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of all versions, each kept once for as long as it stays the same, so that a version
 * costs rows only for what it changed. Belongs to the writer thread.
 */
final class FieldSpans {
  /** Stands for "until further notice". */
  private static final int OPEN = Integer.MAX_VALUE;

  private static final String OPEN_SPANS =
      """
      SELECT ordinal, path, type, nullable, field_keys, default_sql, doc FROM field_span
      WHERE subject_id = ? AND until_version = ?
      """;

  private static final String END =
      "UPDATE field_span SET until_version = ? WHERE subject_id = ? AND until_version = ? AND ordinal = ?";

  private static final String START =
      """
      INSERT INTO field_span
        (subject_id, until_version, ordinal, since_version, path, type, nullable, field_keys, default_sql, doc, name)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String FORGET =
      """
      DELETE FROM field_span
      WHERE subject_id = ? AND NOT EXISTS
        (SELECT 1 FROM version v
         WHERE v.subject_id = field_span.subject_id
           AND v.version >= field_span.since_version AND v.version < field_span.until_version)
      """;

  /** Of one version, with where each span begins and ends. */
  private static final String SPANS_AT =
      """
      SELECT ordinal, path, type, nullable, field_keys, default_sql, doc, since_version, until_version
      FROM field_span
      WHERE subject_id = ?1 AND since_version <= ?2 AND until_version > ?2
      """;

  private static final String DROP =
      "DELETE FROM field_span WHERE subject_id = ? AND until_version = ? AND ordinal = ?";

  private static final String LATER_VERSIONS =
      "SELECT 1 FROM version WHERE subject_id = ? AND version > ? LIMIT 1";
  private final Statements statements;

  FieldSpans(Statements statements) {
    this.statements = statements;
  }

  /** Ends what {@code version} no longer has, and starts what it has anew. */
  void follow(WriterMemory.Known subject, int version, List<Column> columns) throws SQLException {
    Map<Integer, Column> open = version == 1 ? new HashMap<>() : open(subject);
    subject.setColumns(columns);
    for (Column column : columns) {
      Column before = open.remove(column.ordinal());
      if (column.equals(before)) {
        continue;
      }
      if (before != null) {
        end(subject.id(), version, before.ordinal());
      }
      start(subject.id(), new Span(column, version, OPEN));
    }
    for (int ordinal : open.keySet()) {
      end(subject.id(), version, ordinal);
    }
  }

  /** Gives a version other fields than it had; the versions around it keep theirs. */
  void rewrite(WriterMemory.Known subject, int version, List<Column> columns) throws SQLException {
    Map<Integer, Column> wanted = new HashMap<>();
    columns.forEach(column -> wanted.put(column.ordinal(), column));
    int end = hasLater(subject.id(), version) ? version + 1 : OPEN;
    for (Span span : spansAt(subject.id(), version)) {
      if (!wanted.remove(span.column.ordinal(), span.column)) {
        cut(subject.id(), span, version, end);
      }
    }
    for (Column column : wanted.values()) {
      start(subject.id(), new Span(column, version, end));
    }
    subject.setColumns(null);
  }

  /** A field as it is from one version until, not including, another. */
  private record Span(Column column, int since, int until) {}

  private List<Span> spansAt(long subjectId, int version) throws SQLException {
    PreparedStatement query = statements.of(SPANS_AT);
    query.setLong(1, subjectId);
    query.setInt(2, version);
    List<Span> spans = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        spans.add(new Span(column(row), row.getInt("since_version"), row.getInt("until_version")));
      }
    }
    return spans;
  }

  private boolean hasLater(long subjectId, int version) throws SQLException {
    PreparedStatement query = statements.of(LATER_VERSIONS);
    query.setLong(1, subjectId);
    query.setInt(2, version);
    try (ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  /** Leaves of a span what lies before {@code from}, and from {@code to} on. */
  private void cut(long subjectId, Span span, int from, int to) throws SQLException {
    PreparedStatement drop = statements.of(DROP);
    drop.setLong(1, subjectId);
    drop.setInt(2, span.until);
    drop.setInt(3, span.column.ordinal());
    drop.executeUpdate();
    if (span.since < from) {
      start(subjectId, new Span(span.column, span.since, from));
    }
    if (to < span.until) {
      start(subjectId, new Span(span.column, to, span.until));
    }
  }

  private void start(long subjectId, Span span) throws SQLException {
    PreparedStatement start = statements.of(START);
    bind(start, subjectId, span);
    start.executeUpdate();
  }

  /** Removes what no version has any more. */
  void forget(WriterMemory.Known subject) throws SQLException {
    subject.setColumns(null);
    PreparedStatement statement = statements.of(FORGET);
    statement.setLong(1, subject.id());
    statement.executeUpdate();
  }

  private Map<Integer, Column> open(WriterMemory.Known subject) throws SQLException {
    List<Column> known = subject.columns();
    if (known == null) {
      return read(subject.id());
    }
    Map<Integer, Column> open = new HashMap<>();
    known.forEach(column -> open.put(column.ordinal(), column));
    return open;
  }

  private Map<Integer, Column> read(long subjectId) throws SQLException {
    PreparedStatement statement = statements.of(OPEN_SPANS);
    statement.setLong(1, subjectId);
    statement.setInt(2, OPEN);
    Map<Integer, Column> open = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Column column = column(row);
        open.put(column.ordinal(), column);
      }
    }
    return open;
  }

  /** Of a row with ordinal, path, type, nullability, keys, default and description, in order. */
  static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getBoolean(4) ? Nullability.NULLABLE : Nullability.REQUIRED,
        keys(row.getString(5)),
        row.getString(6),
        row.getString(7));
  }

  private void end(long subjectId, int version, int ordinal) throws SQLException {
    PreparedStatement statement = statements.of(END);
    statement.setInt(1, version);
    statement.setLong(2, subjectId);
    statement.setInt(3, OPEN);
    statement.setInt(4, ordinal);
    statement.executeUpdate();
  }

  private static void bind(PreparedStatement start, long subjectId, Span span) throws SQLException {
    Column column = span.column;
    start.setLong(1, subjectId);
    start.setInt(2, span.until);
    start.setInt(3, column.ordinal());
    start.setInt(4, span.since);
    start.setString(5, column.path());
    start.setString(6, column.type());
    start.setBoolean(7, column.nullability() == Nullability.NULLABLE);
    start.setString(8, keys(column.keys()));
    start.setString(9, column.defaultSql());
    start.setString(10, column.doc());
    start.setString(11, column.name());
  }

  private static String keys(Set<FieldKey> keys) {
    return keys.stream().map(FieldKey::name).sorted().collect(Collectors.joining(" "));
  }

  private static Set<FieldKey> keys(String text) {
    Set<FieldKey> keys = EnumSet.noneOf(FieldKey.class);
    Arrays.stream(text.split(" ", -1))
        .filter(key -> !key.isEmpty())
        .map(FieldKey::valueOf)
        .forEach(keys::add);
    return keys;
  }
}
