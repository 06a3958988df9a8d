package io.cairn.registry.benchmarks;

import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The simplest group commit: BEGIN, so many registrations' worth of prepared inserts into the
 * registry's own tables, COMMIT with {@code synchronous=FULL}. It reads, checks and computes
 * nothing. Not thread-safe.
 */
final class PlainWriter implements AutoCloseable {
  private static final int OPEN = Integer.MAX_VALUE;
  private static final int FIELDS = 8;
  private static final String HEAD = SchemaJson.write(Schema.of());
  private static final String DEFINITION =
      SchemaJson.writeField(Samples.revision(1_000_000).fields().get(FIELDS - 1));
  private static final byte[] HASH = new byte[16];
  private static final String CHANGES =
      "[{\"change\":\"REMOVED\",\"path\":\"revision_1000000\"},{\"change\":\"ADDED\",\"path\":\"revision_1000001\"}]";
  private static final String TEXT = DataType.decimal(12, 2).toString();
  private static final String DOC = "as the upstream system of orders and invoices reports it";

  private final Connection connection;
  private final int versionsPerSubject;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement revision;
  private final PreparedStatement addSubject;
  private final PreparedStatement moveSubject;
  private final PreparedStatement addVersion;
  private final PreparedStatement addDetail;
  private final PreparedStatement addDefinition;
  private final PreparedStatement endSpan;
  private final PreparedStatement startSpan;
  private long versions;

  private PlainWriter(Connection connection, int versionsPerSubject) throws SQLException {
    this.connection = connection;
    this.versionsPerSubject = versionsPerSubject;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    revision = connection.prepareStatement("UPDATE registry SET revision = ?");
    addSubject =
        connection.prepareStatement(
            """
            INSERT INTO subject (subject_id, namespace, name, scope, revision, state, last_version,
              last_ordinal, active_version, row_hash)
            VALUES (?, 'com.acme.benchmarks', ?, '', ?, 'LIVE', 1, 8, 0, ?)
            """);
    moveSubject =
        connection.prepareStatement(
            "UPDATE subject SET revision = ?, last_version = ?, last_ordinal = ?, row_hash = ? WHERE subject_id = ?");
    addVersion =
        connection.prepareStatement(
            """
            INSERT INTO version (version_id, subject_id, version, content_id, state, row_hash, facts_hash)
            VALUES (?, ?, ?, ?, 'LIVE', ?, ?)
            """);
    addDetail =
        connection.prepareStatement(
            """
            INSERT INTO version_detail (version_id, major, minor, patch, origin, previous, changes,
              registered_at, author, reason, head, fields, body_hash)
            VALUES (?, 1, ?, 0, 'EVOLVED', ?, ?, ?, '', '', ?, ?, ?)
            """);
    addDefinition =
        connection.prepareStatement("INSERT INTO field_definition VALUES (?, ?, ?, ?, ?)");
    endSpan =
        connection.prepareStatement(
            "UPDATE field_span SET until_version = ? WHERE subject_id = ? AND until_version = ? AND ordinal = ?");
    startSpan =
        connection.prepareStatement(
            "INSERT INTO field_span VALUES (?, ?, ?, ?, ?5, ?, 1, '', '', ?, ?5)");
  }

  /** On a new file, with the registry's tables. */
  static PlainWriter open(Path file, int versionsPerSubject) {
    SqliteRegistry.open(file).close();
    try {
      Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + file + "?jdbc.get_generated_keys=false");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("PRAGMA cache_size = -32768");
      }
      return new PlainWriter(connection, versionsPerSubject);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Writes so many registrations in one transaction, and returns the number of all so far. */
  long write(int registrations) throws SQLException {
    begin.execute();
    for (int i = 0; i < registrations; i++) {
      register();
    }
    revision.setLong(1, versions);
    revision.executeUpdate();
    commit.execute();
    return versions;
  }

  private void register() throws SQLException {
    long subject = versions / versionsPerSubject + 1;
    int version = (int) (versions % versionsPerSubject) + 1;
    versions++;
    if (version == 1) {
      run(addSubject, subject, "subject-" + subject, versions, HASH);
    } else {
      run(moveSubject, versions, version, FIELDS + version - 1, HASH, subject);
    }
    run(addVersion, versions, subject, version, id(), HASH, HASH);
    run(
        addDetail,
        versions,
        version - 1,
        version - 1,
        CHANGES,
        1_700_000_000_000_000L + versions,
        HEAD,
        fields(version),
        HASH);
    if (version == 1) {
      for (int field = 1; field < FIELDS; field++) {
        run(startSpan, subject, OPEN, field, version, "attribute_" + field, TEXT, DOC);
        define(subject, version, field - 1);
      }
    } else {
      run(endSpan, version, subject, OPEN, FIELDS + version - 2);
    }
    run(startSpan, subject, OPEN, FIELDS + version - 1, version, "revision_" + versions, TEXT, DOC);
    define(subject, version, FIELDS - 1);
  }

  private void define(long subject, int version, int place) throws SQLException {
    run(addDefinition, subject, number(version, place), DEFINITION, "[" + (place + 1) + "]", HASH);
  }

  private static long number(int version, int place) {
    return (long) version * Schema.MAX_FIELDS + place;
  }

  /** The first version's fields, but for the last, which is the version's own. */
  private static String fields(int version) {
    StringBuilder fields = new StringBuilder("[");
    for (int place = 0; place < FIELDS - 1; place++) {
      fields.append(number(1, place)).append(',');
    }
    return fields.append(number(version, FIELDS - 1)).append(']').toString();
  }

  private byte[] id() {
    byte[] id = new byte[16];
    for (int i = 0; i < Long.BYTES; i++) {
      id[i] = (byte) (versions >>> (Byte.SIZE * i));
    }
    return id;
  }

  private static void run(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
