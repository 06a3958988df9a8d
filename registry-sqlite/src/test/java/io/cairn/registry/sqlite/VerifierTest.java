package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.UnsupportedFormatException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What verifying finds, in the file of {@link FormatFixture}. */
@Tag("H6")
class VerifierTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void copyTheFixture() throws IOException {
    file = fixture(Format.CURRENT);
  }

  private Path fixture(int format) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            VerifierTest.class.getResourceAsStream("/formats/format-" + format + ".db"))) {
      return Files.write(folder.resolve("format-" + format + ".db"), in.readAllBytes());
    }
  }

  @Test
  void anIntactFileHasNoDamage() {
    Verification found = SqliteRegistry.verify(file);
    assertThat(found.damages()).isEmpty();
    assertThat(found.isIntact()).isTrue();
    assertThat(found.subjects()).isEqualTo(8);
    assertThat(found.versions()).isEqualTo(12);
    assertThat(found.documents()).isEqualTo(2);
  }

  @Test
  void aFileIsVerifiedWhileItIsInUse() {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      Subject subject = Subject.of("a", "b");
      registry.register(subject, Schema.of(Field.nullable("a", ScalarType.INT)));
      assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
      registry.register(subject, Schema.of());
      assertThat(SqliteRegistry.verify(file).versions()).isEqualTo(14);
    }
  }

  @Test
  void aFileOfTheFirstFormatGetsItsHashesWhenItIsOpened() throws IOException {
    Path old = fixture(1);
    assertThatThrownBy(() -> SqliteRegistry.verify(old))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("format 1");
    SqliteRegistry.open(old).close();
    assertThat(SqliteRegistry.verify(old).damages()).isEmpty();
  }

  @Test
  void whatIsNoRegistryIsRefused() throws IOException {
    assertThatThrownBy(() -> SqliteRegistry.verify(folder.resolve("none.db")))
        .isInstanceOf(InvalidInputException.class);
    Path text = Files.writeString(folder.resolve("text.db"), "no database at all ".repeat(100));
    assertThatThrownBy(() -> SqliteRegistry.verify(text))
        .isInstanceOf(UnsupportedFormatException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE registry SET global_mode = 'NONE' | the global policy
          UPDATE registry SET revision = 1 | revision is lower
          DELETE FROM registry | has not one row
          UPDATE subject SET active_version = 1 WHERE name = 'orders' | com.acme.orders: its row
          UPDATE subject SET last_version = 5 WHERE name = 'orders' | com.acme.orders#8: it was never issued
          UPDATE subject SET last_ordinal = 3 WHERE name = 'orders' | com.acme.orders: ordinal 5
          UPDATE version SET state = 'LIVE' WHERE state = 'DELETED' | com.acme.orders#2: its row
          UPDATE version SET content_id = zeroblob(16) | com.acme.orders#1: its schema does not have its content id
          UPDATE version_detail SET author = 'eve' WHERE author = 'mia' | com.acme.orders#1: what is known of it
          UPDATE field_definition SET definition = replace(definition, 'the number', 'a number') | com.acme.orders#1: a field
          UPDATE field_definition SET ordinals = '[9]' WHERE ordinals = '[1]' | com.acme.orders#1: a field
          DELETE FROM field_definition | com.acme.orders#1: its body cannot be decoded: its field
          UPDATE version_detail SET fields = '[7]' | com.acme.orders#1: its body cannot be decoded: its field 7 is missing
          UPDATE version_detail SET head = '{' | com.acme.orders#1: its body cannot be decoded
          DELETE FROM version_detail | com.acme.orders#1: its subject or its details are missing
          DELETE FROM version_reference | thing#1: its references
          UPDATE field_span SET type = 'BLOB' | com.acme.orders#1: its fields
          UPDATE version_document SET position = position + 1 | com.acme.orders#1: its hold
          UPDATE document SET content = x'00' WHERE format = 'avro' | document
          DELETE FROM subject WHERE name = 'orders' | refers to a row of "subject" that is not there
          UPDATE field_span SET name = 'x' WHERE path = 'id' | com.acme.orders#1: its fields
          UPDATE annotation SET content = '{}' WHERE ordinal = 3 | com.acme.orders: what is said about its field 3 does not
          UPDATE annotation SET ordinal = 9 WHERE ordinal = 3 | com.acme.orders: what is said about its field 9 is said about nothing
          UPDATE annotation SET version = 5 WHERE version = 4 | com.acme.orders#5: what is said about it is said about nothing
          UPDATE annotation SET owner = 'eve' | com.acme.orders#4: what is said about it is not found by its tags and owner
          DELETE FROM annotation_tag WHERE tag = 'pii' | com.acme.orders#4: what is said about it is not found
          UPDATE audit_entry SET author = 'eve' WHERE number = 4 | com.acme.orders: entry 4 of its audit does not have its hash
          DELETE FROM audit_entry WHERE number = 2 | com.acme.orders: an entry of its audit is missing before 3
          DROP VIEW columns | the definition of "columns"
          """)
  void damageIsNamed(String change, String named) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = false");
      statement.execute(change);
    }
    List<Verification.Damage> damages = SqliteRegistry.verify(file).damages();
    assertThat(damages).anySatisfy(damage -> assertThat(damage.toString()).contains(named));
  }

  @Test
  void anIndexThatLacksARowIsDamage() throws Exception {
    String where = " WHERE name = 'annotation_by_owner'";
    execute(
        "PRAGMA writable_schema = true",
        "CREATE TABLE kept AS SELECT * FROM sqlite_schema" + where,
        "DELETE FROM sqlite_schema" + where);
    execute(
        "UPDATE annotation SET owner = 'eve' WHERE ordinal = 3",
        "PRAGMA writable_schema = true",
        "INSERT INTO sqlite_schema SELECT * FROM kept");

    assertThat(SqliteRegistry.verify(file).damages())
        .anySatisfy(damage -> assertThat(damage.what()).contains("annotation_by_owner"));
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
