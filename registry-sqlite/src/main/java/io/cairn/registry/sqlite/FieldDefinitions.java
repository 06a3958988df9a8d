package io.cairn.registry.sqlite;

import io.cairn.registry.Subject;
import io.cairn.registry.core.store.StoredField;
import io.cairn.registry.schema.Schema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The fields of versions' schemas, each kept once for as long as it stays the same; a version has a
 * list of their numbers. A number says in which version the field was new and at which place, and
 * by its sign whether that was written anew, so it is never given to another field, whatever is
 * purged. Belongs to the writer thread.
 */
final class FieldDefinitions {
  /** The cross joins keep the planner from looking at every field of the subject. */
  private static final String LATEST =
      """
      SELECT f.definition, f.ordinals, f.definition_no
      FROM version_detail d CROSS JOIN json_each(d.fields) n
      CROSS JOIN field_definition f ON f.subject_id = ?1 AND f.definition_no = n.value
      WHERE d.version_id = (SELECT version_id FROM version WHERE subject_id = ?1 AND version < ?2
                            ORDER BY version DESC LIMIT 1)
      """;

  private static final String ADD =
      """
      INSERT INTO field_definition (subject_id, definition_no, definition, ordinals, row_hash)
      VALUES (?, ?, ?, ?, ?)
      """;

  private static final String FORGET =
      """
      DELETE FROM field_definition
      WHERE subject_id = ?1 AND definition_no NOT IN
        (SELECT n.value FROM version v JOIN version_detail d USING (version_id), json_each(d.fields) n
         WHERE v.subject_id = ?1)
      """;

  private final Statements statements;

  FieldDefinitions(Statements statements) {
    this.statements = statements;
  }

  /** The numbers of a version's fields as a JSON array; those that are new get a row. */
  String follow(WriterMemory.Known known, Subject subject, int version, List<StoredField> fields)
      throws SQLException {
    Map<StoredField, Long> before = known.definitions();
    if (before == null) {
      before = version == 1 ? Map.of() : latest(known.id(), version);
    }
    Map<StoredField, Long> now = new HashMap<>(fields.size() * 2);
    StringJoiner numbers = new StringJoiner(",", "[", "]");
    for (int place = 0; place < fields.size(); place++) {
      StoredField field = fields.get(place);
      Long number = before.get(field);
      if (number == null) {
        number = (long) version * Schema.MAX_FIELDS + place;
        add(known.id(), subject, number, field);
      }
      now.put(field, number);
      numbers.add(number.toString());
    }
    known.setDefinitions(now);
    return numbers.toString();
  }

  /**
   * The same for the fields of a version that is written for the second and last time, which are
   * laid out anew; whoever calls it must {@link #forget} what that leaves.
   */
  String rewrite(WriterMemory.Known known, Subject subject, int version, List<StoredField> fields)
      throws SQLException {
    Map<StoredField, Long> before = latest(known.id(), version + 1);
    StringJoiner numbers = new StringJoiner(",", "[", "]");
    for (int place = 0; place < fields.size(); place++) {
      StoredField field = fields.get(place);
      Long number = before.get(field);
      if (number == null) {
        number = -((long) version * Schema.MAX_FIELDS + place);
        add(known.id(), subject, number, field);
      }
      numbers.add(number.toString());
    }
    return numbers.toString();
  }

  private Map<StoredField, Long> latest(long subjectId, int version) throws SQLException {
    PreparedStatement query = statements.of(LATEST);
    query.setLong(1, subjectId);
    query.setInt(2, version);
    Map<StoredField, Long> latest = new HashMap<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        latest.put(new StoredField(row.getString(1), row.getString(2)), row.getLong(3));
      }
    }
    return latest;
  }

  private void add(long subjectId, Subject subject, long number, StoredField field)
      throws SQLException {
    PreparedStatement statement = statements.of(ADD);
    statement.setLong(1, subjectId);
    statement.setLong(2, number);
    statement.setString(3, field.definition());
    statement.setString(4, field.ordinals());
    statement.setBytes(5, RowHash.ofDefinition(subject, number, field));
    statement.executeUpdate();
  }

  /** Removes what no version has any more. */
  void forget(WriterMemory.Known subject) throws SQLException {
    subject.setDefinitions(null);
    PreparedStatement statement = statements.of(FORGET);
    statement.setLong(1, subject.id());
    statement.executeUpdate();
  }

  /**
   * Reads what {@link #follow} returned.
   *
   * @throws NumberFormatException if it is something else
   */
  static long[] numbers(String array) {
    String list = array.substring(1, array.length() - 1);
    return list.isEmpty()
        ? new long[0]
        : Arrays.stream(list.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }
}
