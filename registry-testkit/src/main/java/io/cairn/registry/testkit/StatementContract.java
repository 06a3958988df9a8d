package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.statements.StatementResult;
import io.cairn.registry.core.statements.Statements;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.MalformedStatementException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.VersionConflictException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be said to a registry as text. */
public interface StatementContract extends StoreUnderTest {

  private static StatementResult execute(SchemaRegistry registry, String statement) {
    return Statements.over(registry).execute(statement);
  }

  @Test
  @Tag("V3")
  default void createRegistersTheFirstVersion() {
    try (SchemaRegistry registry = openRegistry()) {
      StatementResult result =
          execute(
              registry,
              """
              create schema com.acme.orders (
                id BIGINT, "the total" DECIMAL(10,2) NOT NULL DEFAULT -1.50 COMMENT 'it''s net',
                day DATE PARTITION KEY NOT NULL, name CHARACTER VARYING (20) DEFAULT 'x',
                at TIMESTAMP(3) WITH TIME ZONE DEFAULT now('utc', 1, true), key UUID DEFAULT NULL,
                PRIMARY KEY (id, day)
              );
              """);
      assertThat(result.columns()).containsExactly("schema", "version", "outcome");
      assertThat(result.rows()).containsExactly(List.of("com.acme.orders", "1", "CREATED"));
      assertThat(result.findRegistration().orElseThrow().version())
          .isEqualTo(registry.latest(ORDERS));
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.latest(ORDERS).schema())
          .isEqualTo(
              Schema.of(
                  Field.builder("id", ScalarType.BIGINT).key(FieldKey.PRIMARY).build(),
                  Field.builder("the total", DataType.decimal(10, 2))
                      .defaultsTo(-1.5)
                      .doc("it's net")
                      .build(),
                  Field.builder("day", ScalarType.DATE)
                      .key(FieldKey.PRIMARY)
                      .key(FieldKey.PARTITION)
                      .build(),
                  Field.builder("name", ScalarType.TEXT).nullable().defaultsTo("x").build(),
                  Field.builder("at", ScalarType.DATETIME)
                      .nullable()
                      .defaultValue(DefaultValue.call("now", "utc", 1, true))
                      .build(),
                  Field.builder("key", ScalarType.UUID).nullable().defaultsTo(null).build()));
    }
  }

  @Test
  @Tag("V3")
  default void aSubjectIsNamedAsItsTextSaysOrInQuotes() {
    Subject odd = Subject.of("com.acme", "or.der \"1\"").ownedBy("mia@home");
    try (SchemaRegistry registry = openRegistry()) {
      execute(registry, "CREATE SCHEMA \"com.acme\".\"or.der \"\"1\"\"\"@\"mia@home\" (id BIGINT)");
      assertThat(registry).hasLatest(odd, 1);
      Subject escaped = Subject.of("com.acme", "v1.orders").ownedBy("a\\b@c");
      execute(registry, "CREATE SCHEMA " + escaped + " (id BIGINT)");
      assertThat(registry).hasLatest(escaped, 1);
      execute(registry, "CREATE SCHEMA schema (column INT)");
      assertThat(registry).hasLatest(Subject.of("", "schema"), 1);
    }
  }

  @Test
  @Tag("V3")
  @Tag("R17")
  default void createIsForSubjectsWithoutALiveVersion() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      assertThatThrownBy(() -> execute(registry, "CREATE SCHEMA com.acme.orders (id BIGINT)"))
          .isInstanceOf(VersionConflictException.class);
    }
  }

  @Test
  @Tag("V3")
  default void alterMakesAVersionOfTheLatestOne() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      StatementResult result =
          execute(
              registry,
              """
              ALTER SCHEMA com.acme.orders
                ADD COLUMN note TEXT COMMENT 'for people', ADD flag BOOLEAN NOT NULL DEFAULT FALSE,
                RENAME COLUMN total TO amount, ALTER COLUMN amount SET DEFAULT 1,
                DROP IF EXISTS remark
              """);
      assertThat(result.rows()).containsExactly(List.of("com.acme.orders", "2", "CREATED"));
      Field note = Field.builder("note", ScalarType.TEXT).nullable().doc("for people").build();
      Field flag = Field.builder("flag", ScalarType.BOOLEAN).defaultsTo(false).build();
      Field amount =
          Field.builder("amount", DataType.decimal(10, 2)).defaultsTo(1).alias("total").build();
      assertThat(registry.latest(ORDERS).schema())
          .isEqualTo(Schema.of(V1.fields().get(0), amount, note, flag));
      assertThat(registry.evolution().diff(ORDERS, 1, 2).changes())
          .contains(new Change.Renamed(FieldPath.of(V1.fields().get(1)), FieldPath.of(amount)));

      execute(registry, "ALTER SCHEMA com.acme.orders ALTER amount DROP DEFAULT, DROP note");
      assertThat(registry.latest(ORDERS).schema().findField("note")).isEmpty();
      assertThat(registry.latest(ORDERS).schema().findField("amount").orElseThrow().defaultValue())
          .isEqualTo(DefaultValue.NONE);
    }
  }

  @Test
  @Tag("V3")
  default void alterKeepsWhatItDoesNotName() {
    Schema schema =
        Schema.builder()
            .trait("unit", "ms")
            .field(Field.required("items", DataType.array(DataType.struct(Samples.NOTE))))
            .field(Field.builder("old", ScalarType.INT).nullable().alias("older").doc("it").build())
            .build();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, schema);
      execute(registry, "ALTER SCHEMA com.acme.orders RENAME old TO older, ADD c INT");
      assertThat(registry.latest(ORDERS).schema())
          .isEqualTo(
              Schema.builder()
                  .trait("unit", "ms")
                  .field(schema.fields().get(0))
                  .field(
                      Field.builder("older", ScalarType.INT)
                          .nullable()
                          .alias("old")
                          .doc("it")
                          .build())
                  .field(Field.nullable("c", ScalarType.INT))
                  .build());
    }
  }

  @Test
  @Tag("V3")
  default void alterIsCheckedLikeEveryRegistration() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      assertThatThrownBy(
              () -> execute(registry, "ALTER SCHEMA com.acme.orders ADD must INT NOT NULL"))
          .isInstanceOf(IncompatibleSchemaException.class);
      assertThatThrownBy(() -> execute(registry, "ALTER SCHEMA com.acme.orders ADD id INT"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("id");
      for (String missing : List.of("DROP x", "RENAME x TO y", "ALTER x SET DEFAULT 1")) {
        assertThatThrownBy(() -> execute(registry, "ALTER SCHEMA com.acme.orders " + missing))
            .isInstanceOf(NotFoundException.class)
            .hasMessageContaining("\"x\"");
      }
      assertThat(registry).hasLatest(ORDERS, 1);
    }
  }

  @Test
  @Tag("V3")
  @Tag("R10")
  default void alterToKnownContentSaysSo() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(ORDERS, V2);
      assertOutcome(registry, "DROP IF EXISTS x", Outcome.KNOWN_LATEST);
      assertOutcome(registry, "DROP note", Outcome.KNOWN_OLDER);
      assertThat(registry).hasLatest(ORDERS, 2);
    }
  }

  private static void assertOutcome(SchemaRegistry registry, String action, Outcome outcome) {
    assertThat(
            execute(registry, "ALTER SCHEMA com.acme.orders " + action)
                .findRegistration()
                .orElseThrow()
                .outcome())
        .isEqualTo(outcome);
  }

  @Test
  @Tag("V3")
  @Tag("R17")
  default void ofTwoThatAlterTheSameVersionNoneUndoesTheOther() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry
          .subjects()
          .listen(
              ORDERS,
              event -> {
                if (registry.latest(ORDERS).version() == 2) {
                  execute(registry, "ALTER SCHEMA com.acme.orders ADD b INT");
                }
              });
      execute(registry, "ALTER SCHEMA com.acme.orders ADD a INT");
      assertThat(registry.latest(ORDERS).schema().fields())
          .extracting(Field::name)
          .containsExactly("id", "total", "a", "b");
    }
  }

  @Test
  @Tag("V3")
  default void showAndDescribeAreTables() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.register(
          RegistrationRequest.builder(ORDERS, V2).author("mia").reason("more").build());
      registry.register(
          RegistrationRequest.builder(ORDERS, V1.toBuilder().trait("a", "b").build())
              .draft()
              .build());
      registry.subjects().deprecate(ORDERS, 1, DeprecationNotice.of("old"));
      registry.subjects().activate(ORDERS, 1);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);

      assertThat(execute(registry, "SHOW SCHEMAS").rows())
          .containsExactly(List.of("com.acme.orders", "LIVE", "3", "2", "1", "3", "1"));
      assertThat(execute(registry, "DESCRIBE com.acme.orders").rows())
          .containsExactly(
              List.of("1", "id", "BIGINT", "NO", "", "", ""),
              List.of("2", "total", "DECIMAL(10,2)", "NO", "", "", ""),
              List.of("3", "note", "TEXT", "YES", "", "", ""));
      assertThat(execute(registry, "DESCRIBE com.acme.orders VERSION 1").rows()).hasSize(2);
      assertThat(execute(registry, "SHOW SCHEMA VERSIONS FOR com.acme.orders").rows())
          .hasSize(3)
          .contains(
              List.of(
                  "2", "LIVE", "1.1.0", "EVOLVED", "1", "2026-01-01T00:00:00Z", "mia", "more", ""));
      assertThat(execute(registry, "SHOW SCHEMA COMPATIBILITY FOR com.acme.orders").rows())
          .containsExactly(List.of("com.acme.orders", "FULL", "YES", "{\"mode\":\"FULL\"}"));
      assertThat(execute(registry, "SHOW SCHEMA COMPATIBILITY FOR other").rows())
          .containsExactly(List.of("other", "BACKWARD", "NO", "{\"mode\":\"BACKWARD\"}"));
    }
  }

  @Test
  @Tag("V3")
  default void everyTableHasAValueForEachColumn() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      for (String statement :
          List.of(
              "SHOW SCHEMAS",
              "DESCRIBE com.acme.orders",
              "SHOW SCHEMA VERSIONS FOR com.acme.orders",
              "SHOW SCHEMA COMPATIBILITY FOR com.acme.orders",
              "ALTER SCHEMA com.acme.orders ADD x INT")) {
        StatementResult result = execute(registry, statement);
        assertThat(result.rows())
            .isNotEmpty()
            .allSatisfy(row -> assertThat(row).hasSameSizeAs(result.columns()));
      }
    }
  }

  @Test
  @Tag("V3")
  default void whatIsNotThereIsATypedError() {
    try (SchemaRegistry registry = openRegistry()) {
      for (String statement :
          List.of(
              "DESCRIBE com.acme.orders",
              "SHOW SCHEMA VERSIONS FOR com.acme.orders",
              "ALTER SCHEMA com.acme.orders ADD x INT")) {
        assertThatThrownBy(() -> execute(registry, statement))
            .isInstanceOf(NotFoundException.class);
      }
      registry.register(ORDERS, V1);
      assertThatThrownBy(() -> execute(registry, "DESCRIBE com.acme.orders VERSION 7"))
          .isInstanceOf(NotFoundException.class);
      registry.subjects().delete(ORDERS);
      assertThatThrownBy(() -> execute(registry, "ALTER SCHEMA com.acme.orders ADD x INT"))
          .isInstanceOf(DeletedException.class);
    }
  }

  @Test
  @Tag("V3")
  default void aMistakeIsNamedWithItsPlace() {
    assertMalformed("", 1, "the end", "SHOW, DESCRIBE, CREATE or ALTER");
    assertMalformed("SHOW TABLES", 6, "TABLES", "SCHEMAS or SCHEMA");
    assertMalformed("SHOW SCHEMAS x", 14, "x", "the end of the statement");
    assertMalformed("DESCRIBE a VERSION 99999999999", 20, "99999999999", "the number of a version");
    assertMalformed("DESCRIBE a.", 12, "the end", "a name");
    assertMalformed("DESCRIBE \"\"", 10, "\"\"", "the name of a subject");
    assertMalformed("DESCRIBE \"a", 12, "the end", "the closing \" of character 10");
    assertMalformed("DESCRIBE ?", 10, "?", "a word, a name, a text or a number");
    assertMalformed("CREATE SCHEMA a (x)", 19, ")", "a type");
    assertMalformed("CREATE SCHEMA a (x BLUB(3))", 20, "BLUB(3)", "a type of standard SQL");
    assertMalformed("CREATE SCHEMA a (x INT, x INT)", 25, "x", "a name that is not taken");
    assertMalformed("CREATE SCHEMA a (x INT NOT)", 27, ")", "NULL");
    assertMalformed("CREATE SCHEMA a (x INT DEFAULT)", 31, ")", "a literal");
    assertMalformed(
        "CREATE SCHEMA a (x INT, PRIMARY KEY (y))", 38, "y", "the name of a column before it");
    assertMalformed(
        "CREATE SCHEMA a (x INT NULL PRIMARY KEY)",
        18,
        "x",
        "a column that is not both NULL and NOT NULL");
    assertMalformed("ALTER SCHEMA a GROW", 16, "GROW", "ADD, DROP, RENAME or ALTER");
  }

  private static void assertMalformed(
      String statement, int position, String found, String expected) {
    try (SchemaRegistry registry = EmbeddedRegistry.builder(new MemoryStore()).build()) {
      assertThatThrownBy(() -> execute(registry, statement))
          .as(statement)
          .isInstanceOfSatisfying(
              MalformedStatementException.class,
              refused -> {
                assertThat(refused.position()).isEqualTo(position);
                assertThat(refused.found()).isEqualTo(found);
                assertThat(refused.expected()).isEqualTo(expected);
              });
    }
  }

  @Test
  @Tag("V3")
  default void aStatementIsBounded() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      assertThatThrownBy(() -> execute(registry, " ".repeat(Statements.MAX_LENGTH + 1)))
          .isInstanceOf(InvalidInputException.class);
      String actions = "DROP IF EXISTS x, ".repeat(Statements.MAX_ACTIONS);
      assertThatThrownBy(
              () -> execute(registry, "ALTER SCHEMA com.acme.orders " + actions + "DROP id"))
          .isInstanceOf(MalformedStatementException.class);
      assertThatThrownBy(
              () ->
                  execute(registry, "CREATE SCHEMA a (x INT DEFAULT " + "9".repeat(100_000) + ")"))
          .isInstanceOf(MalformedStatementException.class);
    }
  }
}
