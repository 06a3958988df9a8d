package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and tools see in the file with plain SQL. */
@Tag("V1")
class ViewsTest {
  private static final Subject ORDERS = Subject.of("com.acme", "orders");
  private static final Field ID =
      Field.builder("id", ScalarType.BIGINT)
          .key(FieldKey.PRIMARY)
          .doc("the order's number")
          .build();
  private static final Schema V1 =
      Schema.of(
          ID,
          Field.required(
              "items", DataType.array(DataType.struct(Field.required("price", ScalarType.FLOAT)))));
  private static final Schema V2 =
      Schema.of(
          Field.builder("at", ScalarType.DATETIME).defaultValue(DefaultValue.call("NOW")).build(),
          ID,
          Field.required(
              "items",
              DataType.array(DataType.struct(Field.required("price", ScalarType.DOUBLE)))));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void register() {
    file = folder.resolve("registry.db");
    try (SchemaRegistry registry = SqliteRegistry.builder(file).clock(new TestClock()).open()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V1);
      registry.register(
          RegistrationRequest.builder(ORDERS, V2).author("mia").reason("cents").build());
      registry.register(Subject.of("", "events").ownedBy("tenant"), Schema.of());
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        StringJoiner line = new StringJoiner(" | ");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.add(String.valueOf(rows.getString(i)));
        }
        lines.add(line.toString());
      }
      return lines;
    }
  }

  @Test
  void subjectsListsEverySubjectWithItsLatestVersion() throws Exception {
    assertThat(query("SELECT * FROM subjects ORDER BY name"))
        .containsExactly(
            " | events | tenant | LIVE | 1 | 1 | null | BACKWARD | {\"mode\":\"BACKWARD\"} | 0",
            "com.acme | orders |  | LIVE | 2 | 2 | null | FULL | {\"mode\":\"FULL\"} | 1");
  }

  @Test
  void versionsTellsTheHistory() throws Exception {
    SchemaId first;
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      first = registry.schemas().version(ORDERS, 1).id();
    }
    assertThat(
            query(
                """
                SELECT version, state, label, schema_id, origin, previous_version, registered_at, author, reason, seen_count
                FROM versions WHERE name = 'orders' ORDER BY version
                """))
        .hasSize(2)
        .first()
        .isEqualTo(
            "1 | LIVE | 1.0.0 | "
                + first
                + " | CREATED | null | 2026-01-01T00:00:00.000Z |  |  | 1");
    assertThat(query("SELECT schema ->> '$.fields[0].name' FROM versions WHERE name = 'orders'"))
        .containsExactly("id", "at");
  }

  @Test
  void columnsShowsTheFieldsOfEveryVersionInTheOrderOfTheirOrdinals() throws Exception {
    String columns =
        """
        SELECT version, ordinal, path, type, is_nullable, column_default, column_key, doc
        FROM columns WHERE namespace = 'com.acme' AND name = 'orders' AND version = %s ORDER BY ordinal
        """;
    assertThat(query(columns.formatted(1)))
        .containsExactly(
            "1 | 1 | id | BIGINT | NO | null | PRIMARY | the order's number",
            "1 | 2 | items | ARRAY<STRUCT> | NO | null | null | null",
            "1 | 3 | items[].price | FLOAT | NO | null | null | null");
    assertThat(query(columns.formatted(2)))
        .containsExactly(
            "2 | 1 | id | BIGINT | NO | null | PRIMARY | the order's number",
            "2 | 2 | items | ARRAY<STRUCT> | NO | null | null | null",
            "2 | 3 | items[].price | DOUBLE | NO | null | null | null",
            "2 | 4 | at | DATETIME | NO | NOW() | null | null");
  }

  @Test
  @Tag("R14")
  void annotationsAndAuditTellWhatIsSaidAndWasChanged() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.builder(file).clock(new TestClock()).open()) {
      registry
          .catalog()
          .edit(
              new Target.OfField(ORDERS, 3),
              AnnotationEdit.builder().tag("b").tag("a").author("mia").reason("cents").build());
      registry
          .catalog()
          .edit(
              Target.of(new VersionRef(ORDERS, 1)),
              AnnotationEdit.builder().owner("otto").property("k", "v").description("d").build());
    }
    assertThat(query("SELECT * FROM annotations ORDER BY version"))
        .containsExactly(
            "com.acme | orders |  | null | 3 | items[].price | null | null | [\"a\",\"b\"] | null",
            "com.acme | orders |  | 1 | null | null | otto | d | null | {\"k\":\"v\"}");
    assertThat(query("SELECT * FROM audit ORDER BY number"))
        .first()
        .isEqualTo(
            "com.acme | orders |  | 1 | null | 3 | ANNOTATED | 2026-01-01T00:00:00.000Z | mia | cents | {}"
                + " | {\"tags\":[\"a\",\"b\"]}");
  }

  @Test
  void aFieldThatStaysTheSameIsKeptOnce() throws Exception {
    assertThat(query("SELECT count(*) FROM field_span WHERE path = 'id'")).containsExactly("1");
  }

  @Test
  void columnsOfPurgedVersionsAreGoneAndLaterVersionsAreComplete() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      registry.subjects().delete(ORDERS, 2);
      registry.subjects().purge(ORDERS, 2);
      registry.register(
          ORDERS, V2.toBuilder().field(Field.nullable("note", ScalarType.TEXT)).build());
    }
    assertThat(
            query(
                "SELECT version, path FROM columns WHERE name = 'orders' ORDER BY version, ordinal"))
        .containsExactly(
            "1 | id",
            "1 | items",
            "1 | items[].price",
            "3 | id",
            "3 | items",
            "3 | items[].price",
            "3 | at",
            "3 | note");
  }

  @Test
  void theFileIsSound() throws Exception {
    assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(query("PRAGMA foreign_key_check")).isEmpty();
  }
}
