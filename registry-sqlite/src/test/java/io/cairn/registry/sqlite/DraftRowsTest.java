package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts and deprecations in the file: the views, the rows of fields, and their hashes. */
@Tag("R16")
class DraftRowsTest {
  private static final Subject ORDERS = Subject.of("com.acme", "orders");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("registry.db");
  }

  private static Schema of(String... names) {
    Schema.Builder schema = Schema.of(Field.required("id", ScalarType.BIGINT)).toBuilder();
    for (String name : names) {
      schema.field(Field.nullable(name, ScalarType.TEXT));
    }
    return schema.build();
  }

  private static void draft(SchemaRegistry registry, String... names) {
    registry.register(RegistrationRequest.builder(ORDERS, of(names)).draft().build());
  }

  private SchemaRegistry open() {
    return SqliteRegistry.builder(file()).clock(new TestClock()).open();
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return lines;
    }
  }

  private List<String> columns(int version) throws SQLException {
    return query(
        "SELECT ordinal || ' ' || path FROM columns WHERE version = %d ORDER BY ordinal"
            .formatted(version));
  }

  @Test
  void theFieldsOfAVersionThatWasLaidOutAnewAreShownAndThoseAroundItStay() throws Exception {
    try (SchemaRegistry registry = open()) {
      registry.register(ORDERS, of());
      draft(registry, "a");
      draft(registry, "a", "b");
      draft(registry, "a", "b");
      draft(registry, "b", "c");
      registry.subjects().enable(ORDERS, 2);
      assertThat(columns(3)).containsExactly("1 id", "3 a", "4 b");
      registry.subjects().enable(ORDERS, 3);
      assertThat(columns(2)).containsExactly("1 id", "2 a");
      assertThat(columns(3)).containsExactly("1 id", "2 a", "7 b");
      assertThat(columns(4)).containsExactly("1 id", "5 b", "6 c");
      registry.subjects().enable(ORDERS, 4);
      registry.register(ORDERS, of("b", "c", "d"));
      assertThat(columns(4)).containsExactly("1 id", "7 b", "8 c");
      assertThat(columns(5)).containsExactly("1 id", "7 b", "8 c", "9 d");
    }
    assertThat(query("SELECT state FROM versions ORDER BY version"))
        .containsExactly("LIVE", "LIVE", "LIVE", "LIVE", "LIVE");
    assertThat(query("SELECT path FROM columns c JOIN subjects s USING (name)"))
        .as("no span is left of what was given up")
        .hasSize(1 + 2 + 3 + 3 + 4);
    assertThat(SqliteRegistry.verify(file()).damages()).isEmpty();
  }

  @Test
  void theViewTellsWhatIsSaidOfAVersion() throws Exception {
    try (SchemaRegistry registry = open()) {
      registry.register(ORDERS, of());
      registry
          .subjects()
          .deprecate(
              ORDERS, 1, DeprecationNotice.of("it's old").withSunset(LocalDate.of(2027, 1, 31)));
      registry.register(ORDERS, of("a"));
      draft(registry, "b");
    }
    assertThat(
            query(
                """
                SELECT concat_ws(' | ', version, state, deprecated_at, deprecation, sunset)
                FROM versions ORDER BY version
                """))
        .containsExactly(
            "1 | LIVE | 2026-01-01T00:00:00Z | it's old | 2027-01-31", "2 | LIVE", "3 | DRAFT");
    assertThat(query("SELECT latest_version FROM subjects")).containsExactly("2");
    assertThat(SqliteRegistry.verify(file()).damages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE version SET deprecation = replace(deprecation, 'old', 'new') WHERE version = 1",
        "UPDATE version SET state = 'LIVE' WHERE version = 2"
      })
  void aDeprecationOrDraftThatWasChangedInTheFileIsNotBelieved(String change) throws Exception {
    try (SchemaRegistry registry = open()) {
      registry.register(ORDERS, of());
      registry.subjects().deprecate(ORDERS, 1, DeprecationNotice.of("old"));
      draft(registry, "a");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(change)).isEqualTo(1);
    }
    assertThat(SqliteRegistry.verify(file()).damages())
        .singleElement()
        .asString()
        .contains("its row does not have its hash");
    assertThatThrownBy(this::open).isInstanceOf(CorruptDataException.class);
  }
}
