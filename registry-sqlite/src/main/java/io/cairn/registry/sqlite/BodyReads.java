package io.cairn.registry.sqlite;

import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.store.StoredField;
import io.cairn.registry.core.store.VersionBody;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The reads of bodies. A field that versions share is read once and remembered, and then is the
 * same object in all of them. Thread-safe.
 */
final class BodyReads {
  /** How much of the fields is remembered before it starts anew. */
  private static final long MAX_CHARACTERS = 8 << 20;

  /** What remembering a field costs beside its characters. */
  private static final long OVERHEAD = 128;

  private static final String BODY =
      """
      SELECT s.subject_id, d.head, d.fields, d.major, d.minor, d.patch, d.body_hash
      FROM subject s JOIN version v USING (subject_id) JOIN version_detail d USING (version_id)
      WHERE s.namespace = ? AND s.name = ? AND s.scope = ? AND v.version = ?
      """;

  /** The cross join keeps the planner from looking at every field of the subject. */
  private static final String DEFINITIONS =
      """
      SELECT f.definition_no, f.definition, f.ordinals, f.row_hash
      FROM json_each(?1) n
      CROSS JOIN field_definition f ON f.subject_id = ?2 AND f.definition_no = n.value
      """;

  private final Reading pool;
  private final ConcurrentMap<Key, StoredField> known = new ConcurrentHashMap<>();
  private final AtomicLong characters = new AtomicLong();

  /** Names a row of {@code field_definition}; one that is gone never comes back as another. */
  private record Key(long subjectId, long number) {}

  /** A row as it is in the file. */
  private record Narrow(long subjectId, String head, String fields, SemanticLabel label) {}

  BodyReads(Reading pool) {
    this.pool = pool;
  }

  Optional<VersionBody> find(VersionRef ref) {
    Optional<Narrow> narrow = pool.readKept(statements -> narrow(statements.of(BODY), ref));
    if (narrow.isEmpty()) {
      return Optional.empty();
    }
    VersionBody body = assemble(narrow.get());
    return body != null ? Optional.of(body) : pool.readKeptSnapshot(s -> findAll(s, ref));
  }

  /** Those that are there, in one state of the file. */
  Map<VersionRef, VersionBody> findAll(Collection<VersionRef> refs) {
    return pool.readKeptSnapshot(
        statements -> {
          Map<VersionRef, VersionBody> found = new HashMap<>();
          for (VersionRef ref : refs) {
            findAll(statements, ref).ifPresent(body -> found.put(ref, body));
          }
          return found;
        });
  }

  private static Optional<Narrow> narrow(PreparedStatement query, VersionRef ref)
      throws SQLException {
    Rows.bind(query, 1, ref.subject());
    query.setInt(4, ref.version());
    try (ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Narrow narrow =
          new Narrow(
              row.getLong(1),
              row.getString(2),
              row.getString(3),
              new SemanticLabel(row.getInt(4), row.getInt(5), row.getInt(6)));
      byte[] hash = RowHash.ofBody(ref, narrow.label, narrow.head, narrow.fields);
      if (!Arrays.equals(hash, row.getBytes(7))) {
        throw RowHash.damaged("the body of " + ref);
      }
      return Optional.of(narrow);
    }
  }

  /** Null if there is a field that is not remembered. */
  private @Nullable VersionBody assemble(Narrow narrow) {
    long[] numbers = FieldDefinitions.numbers(narrow.fields);
    List<StoredField> fields = new ArrayList<>(numbers.length);
    for (long number : numbers) {
      StoredField field = known.get(new Key(narrow.subjectId, number));
      if (field == null) {
        return null;
      }
      fields.add(field);
    }
    return new VersionBody(narrow.head, fields, narrow.label);
  }

  private Optional<VersionBody> findAll(Statements statements, VersionRef ref) throws SQLException {
    Optional<Narrow> found = narrow(statements.of(BODY), ref);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Narrow narrow = found.get();
    long[] numbers = FieldDefinitions.numbers(narrow.fields);
    Map<Long, StoredField> present = new HashMap<>();
    StringJoiner missing = new StringJoiner(",", "[", "]");
    for (long number : numbers) {
      StoredField field = known.get(new Key(narrow.subjectId, number));
      if (field == null) {
        missing.add(Long.toString(number));
      } else {
        present.put(number, field);
      }
    }
    PreparedStatement query = statements.of(DEFINITIONS);
    query.setString(1, missing.toString());
    query.setLong(2, narrow.subjectId);
    List<Long> damaged = read(query, ref.subject(), narrow.subjectId, present);
    if (!damaged.isEmpty()) {
      throw RowHash.damaged("the body of " + ref + ", whose fields " + damaged + " were changed");
    }
    List<StoredField> fields = new ArrayList<>(numbers.length);
    for (long number : numbers) {
      StoredField field = present.get(number);
      if (field == null) {
        throw RowHash.damaged("the body of " + ref + ", whose field " + number + " is missing");
      }
      fields.add(field);
    }
    return Optional.of(new VersionBody(narrow.head, fields, narrow.label));
  }

  /**
   * Adds the fields that the query finds, and says the numbers of those which do not have their
   * hashes.
   */
  private List<Long> read(
      PreparedStatement query, Subject subject, long subjectId, Map<Long, StoredField> present)
      throws SQLException {
    List<Long> damaged = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        long number = row.getLong(1);
        StoredField field = new StoredField(row.getString(2), row.getString(3));
        if (Arrays.equals(RowHash.ofDefinition(subject, number, field), row.getBytes(4))) {
          present.put(number, remember(new Key(subjectId, number), field));
        } else {
          damaged.add(number);
        }
      }
    }
    return damaged;
  }

  private StoredField remember(Key key, StoredField field) {
    long size = OVERHEAD + field.definition().length() + field.ordinals().length();
    if (characters.addAndGet(size) > MAX_CHARACTERS) {
      known.clear();
      characters.set(size);
    }
    StoredField first = known.putIfAbsent(key, field);
    return first == null ? field : first;
  }
}
