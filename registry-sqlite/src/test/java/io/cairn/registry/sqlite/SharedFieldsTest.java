package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.testkit.TestClock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field that versions share is in the file once, and SQL sees every schema as a whole. */
@Tag("R2")
class SharedFieldsTest {
  private static final Subject ORDERS = Subject.of("com.acme", "orders");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("registry.db");
  }

  private SchemaRegistry open() {
    return SqliteRegistry.builder(file).clock(new TestClock()).open();
  }

  private static Field nullable(String name) {
    return Field.nullable(name, ScalarType.TEXT);
  }

  private static Schema of(String... names) {
    Schema.Builder schema = Schema.builder();
    for (String name : names) {
      schema.field(nullable(name));
    }
    return schema.build();
  }

  private void register(Schema... schemas) {
    try (SchemaRegistry registry = open()) {
      registry.evolution().changeGlobalMode(CompatibilityMode.NONE);
      for (Schema schema : schemas) {
        registry.register(ORDERS, schema);
      }
    }
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  /** Everything whose JSON has an odd look. */
  private static Schema odd() {
    Schema.Builder schema =
        Schema.builder()
            .kind(SchemaKind.METRIC)
            .trait("unit \"\\", "\u0001\u007f\uD83D\uDE00 </")
            .trait("\"fields\":[]", "[]");
    for (FieldSource source : FieldSource.values()) {
      schema.field(
          Field.builder("q\"\\/\b\t\u2028", ScalarType.TEXT)
              .source(source)
              .nullable()
              .key(FieldKey.PARTITION)
              .doc("doc \uD83D\uDE00 \u001f {}[],: \"fields\":[]")
              .build());
    }
    return schema
        .field(
            Field.builder("number", DataType.decimal(38, 10))
                .defaultsTo(new BigDecimal("1234567890123456789012345678.0123456789"))
                .alias("b")
                .alias("a")
                .build())
        .field(Field.builder("small", ScalarType.DOUBLE).defaultsTo(1e-300).build())
        .field(
            Field.builder("call", ScalarType.TEXT)
                .defaultValue(DefaultValue.call("concat", "a", 1, true))
                .build())
        .field(
            Field.required(
                "deep",
                DataType.array(
                    DataType.map(DataType.struct(nullable("x"), Field.required("y", enums()))))))
        .field(Field.builder("json", ScalarType.JSON).defaultsTo(Map.of("k", List.of(1))).build())
        .build();
  }

  private static DataType enums() {
    return DataType.enumeration("A", "\"", "\\u0041");
  }

  @Test
  void sqlSeesTheTextOfEverySchema() throws SQLException {
    Schema[] schemas = {odd(), of("a", "b"), Schema.of(), of("b", "c", "a")};
    register(schemas);
    List<String> texts = new ArrayList<>();
    for (Schema schema : schemas) {
      texts.add(SchemaJson.write(schema));
    }
    assertThat(query("SELECT schema FROM versions ORDER BY version"))
        .containsExactlyElementsOf(texts);
    try (SchemaRegistry registry = open()) {
      for (int version = 1; version <= schemas.length; version++) {
        assertThat(registry.schemas().version(ORDERS, version).schema())
            .isEqualTo(schemas[version - 1]);
      }
    }
  }

  @Test
  void aVersionCostsARowForEachFieldItChanged() throws SQLException {
    register(of("a", "b", "c"), of("c", "b", "a", "d"), of("a", "b"));
    assertThat(query("SELECT count(*) FROM field_definition")).containsExactly("4");
    register(of("e", "b"));
    assertThat(query("SELECT count(*) FROM field_definition")).containsExactly("5");
  }

  @Test
  void aFieldThatCameBackWithAnotherOrdinalIsAnotherOne() {
    register(of("a", "b"), of("a"), of("a", "b"));
    try (SchemaRegistry registry = open()) {
      assertThat(registry.schemas().version(ORDERS, 1).layout().ordinals().values())
          .containsExactly(1, 2);
      assertThat(registry.schemas().version(ORDERS, 2).layout().ordinals().values())
          .containsExactly(1);
    }
  }

  @Test
  void whatIsPurgedTakesItsFieldsAlongAndTheirNumbersAreNotUsedAgain() throws SQLException {
    register(of("a", "b"), of("a", "c"));
    String purged =
        query("SELECT definition_no FROM field_definition WHERE definition LIKE '%\"c\"%'").get(0);
    try (SchemaRegistry registry = open()) {
      registry.subjects().delete(ORDERS, 2);
      registry.subjects().purge(ORDERS, 2);
      assertThat(query("SELECT definition_no FROM field_definition"))
          .hasSize(2)
          .doesNotContain(purged);
      registry.register(ORDERS, of("a", "d"));
      assertThat(query("SELECT definition_no FROM field_definition"))
          .hasSize(3)
          .doesNotContain(purged);
      assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
    }
  }

  @Test
  @Tag("H6")
  void aDamagedFieldDamagesTheVersionsThatHaveItAndNothingElse() throws SQLException {
    register(of("a", "b"), of("a", "c"), of("d", "c"));
    update(
        "UPDATE field_definition SET definition = replace(definition, 'TEXT', 'JSON')"
            + " WHERE definition LIKE '%\"c\"%'");
    try (SchemaRegistry registry = open()) {
      assertThat(registry.schemas().version(ORDERS, 1).schema()).isEqualTo(of("a", "b"));
      for (int version : new int[] {2, 3}) {
        assertThatThrownBy(() -> registry.schemas().version(ORDERS, version))
            .isInstanceOf(CorruptDataException.class)
            .hasMessageContaining("com.acme.orders");
      }
      registry.subjects().delete(ORDERS, 3);
      assertThat(registry.subjects().find(ORDERS).orElseThrow().latestVersion()).isEqualTo(2);
    }
    assertThat(SqliteRegistry.verify(file).damages())
        .anySatisfy(damage -> assertThat(damage.toString()).contains("com.acme.orders#2: a field"));
  }

  @Test
  @Tag("H6")
  void aFieldThatIsMissingIsDamageToo() throws SQLException {
    register(of("a"), of("b"));
    update("DELETE FROM field_definition WHERE definition LIKE '%\"b\"%'");
    try (SchemaRegistry registry = open()) {
      assertThat(registry.schemas().version(ORDERS, 1).schema()).isEqualTo(of("a"));
      assertThatThrownBy(() -> registry.schemas().version(ORDERS, 2))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("is missing");
    }
  }
}
