package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.core.types.SqlDefault;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.SchemaArbitraries;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

final class SqlTextTest {
  private static Connection database;

  @BeforeContainer
  static void open() throws SQLException {
    database = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterContainer
  static void close() throws SQLException {
    database.close();
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return SchemaArbitraries.schemas();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        SchemaArbitraries.names(),
        Arbitraries.of("'", "''", "\\'", "'; DROP TABLE t; --", "\n", "\"", ""));
  }

  @Property
  @Tag("M4")
  void jsonOfSchemasIsReadBySqlite(@ForAll("schemas") Schema schema) throws SQLException {
    try (PreparedStatement query =
        database.prepareStatement(
            """
            SELECT json_valid(?1), json_extract(?1, '$.kind'),
                   (SELECT group_concat(json_extract(value, '$.name'), char(1))
                    FROM json_each(?1, '$.fields'))
            """)) {
      query.setString(1, SchemaJson.write(schema));
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.getInt(1)).isEqualTo(1);
        assertThat(row.getString(2)).isEqualTo(schema.kind().name());
        assertThat(row.getString(3))
            .isEqualTo(
                schema.fields().isEmpty()
                    ? null
                    : String.join("\u0001", schema.fields().stream().map(Field::name).toList()));
      }
    }
  }

  @Property
  @Tag("M6")
  void textOfADefaultIsTheTextForSqlite(@ForAll("texts") String text) throws SQLException {
    assertThat(selected(SqlDefault.render(DefaultValue.literal(text)))).isEqualTo(text);
    assertThat(selected(SqlDefault.render(DefaultValue.call("lower", text))))
        .isEqualTo(selected("lower(" + SqlDefault.render(DefaultValue.literal(text)) + ")"));
  }

  @Property
  @Tag("M6")
  void numbersOfADefaultAreTheNumbersForSqlite(@ForAll long number) throws SQLException {
    assertThat(selected(SqlDefault.render(DefaultValue.literal(number))))
        .isEqualTo(Long.toString(number));
  }

  private static String selected(String expression) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + expression)) {
      return row.getString(1);
    }
  }
}
