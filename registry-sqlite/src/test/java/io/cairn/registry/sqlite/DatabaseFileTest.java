package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.UnsupportedFormatException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are opened, how, and which are refused. */
class DatabaseFileTest {
  private static final Subject SUBJECT = Subject.of("a", "b");
  private static final Schema SCHEMA = Schema.of(Field.required("id", ScalarType.BIGINT));

  @TempDir private Path folder;

  private void sql(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  @Tag("W2")
  void aNewFileAndWhatLiesBesideItAreReadableByTheirOwnerAlone() throws Exception {
    Path file = folder.resolve("registry.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(SUBJECT, SCHEMA);
      for (String suffix : new String[] {"", "-wal", "-shm", ".lock"}) {
        Path path = folder.resolve("registry.db" + suffix);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(suffix)
            .isEqualTo("rw-------");
      }
    }
    assertThat(folder.resolve("registry.db-wal")).doesNotExist();
  }

  @Test
  @Tag("W6")
  void theFormatIsMarkedInTheFile() throws Exception {
    Path file = folder.resolve("registry.db");
    SqliteRegistry.open(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeQuery("PRAGMA application_id").getInt(1))
          .isEqualTo(Format.APPLICATION_ID);
      assertThat(statement.executeQuery("PRAGMA user_version").getInt(1)).isEqualTo(Format.CURRENT);
      assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1)).isEqualTo("wal");
    }
  }

  @Test
  @Tag("W2")
  void theConnectionThatWritesIsDurable() throws Exception {
    try (Connection connection = DatabaseFile.at(folder.resolve("registry.db")).openForWriting();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeQuery("PRAGMA synchronous").getInt(1)).isEqualTo(2);
      assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1)).isEqualTo("wal");
      assertThat(statement.executeQuery("PRAGMA foreign_keys").getInt(1)).isEqualTo(1);
    }
  }

  private Map<String, String> filesWithContent() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        content.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  private void assertRefusedAndLeftAsItIs(Path file, String message) throws IOException {
    Map<String, String> before = filesWithContent();
    assertThatThrownBy(() -> SqliteRegistry.open(file))
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining(message);
    assertThat(filesWithContent()).isEqualTo(before);
  }

  @Test
  @Tag("W6")
  void aNewerFormatIsRefusedAndLeftUntouched() throws Exception {
    Path file = folder.resolve("registry.db");
    SqliteRegistry.open(file).close();
    sql(file, "PRAGMA user_version = 99");
    assertRefusedAndLeftAsItIs(file, "format 99");
    sql(file, "PRAGMA user_version = " + Format.CURRENT);
    SqliteRegistry.open(file).close();
  }

  @Test
  @Tag("W6")
  void someOtherDatabaseOrFileIsRefusedAndLeftUntouched() throws Exception {
    Path database = folder.resolve("other 100%.db");
    sql(database, "CREATE TABLE t (x)");
    assertRefusedAndLeftAsItIs(database, "not a registry");
    sql(database, "PRAGMA journal_mode = wal", "INSERT INTO t VALUES (1)");
    assertRefusedAndLeftAsItIs(database, "not a registry");
    Path marked = folder.resolve("marked.db");
    sql(marked, "PRAGMA application_id = 7");
    assertRefusedAndLeftAsItIs(marked, "not a registry");
    Path text = folder.resolve("text.db");
    Files.writeString(text, "not a database at all, but long enough to have a header".repeat(100));
    assertRefusedAndLeftAsItIs(text, "not a SQLite database");
  }

  @Test
  @Tag("W6")
  void anotherDatabaseWhoseBeginningsLieInItsLogAloneIsRefused() throws Exception {
    Path database = folder.resolve("other.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = wal");
      statement.execute("CREATE TABLE t (x)");
      assertThatThrownBy(() -> SqliteRegistry.open(database))
          .isInstanceOf(UnsupportedFormatException.class)
          .hasMessageContaining("not a registry");
      assertThat(
              statement.executeQuery("SELECT group_concat(name) FROM sqlite_schema").getString(1))
          .isEqualTo("t");
      assertThat(statement.executeQuery("PRAGMA application_id").getInt(1)).isZero();
    }
  }

  @Test
  @Tag("W8")
  void pathsThatCannotBeARegistryAreRefused() throws Exception {
    Path dangling =
        Files.createSymbolicLink(folder.resolve("dangling.db"), folder.resolve("nowhere.db"));
    for (Path path :
        new Path[] {
          folder,
          folder.resolve("missing/registry.db"),
          folder.resolve("a.db?cache=shared"),
          dangling,
          Path.of("/")
        }) {
      assertThatThrownBy(() -> SqliteRegistry.open(path))
          .as(path.toString())
          .isInstanceOf(InvalidInputException.class);
    }
    assertThat(folder.resolve("nowhere.db")).doesNotExist();
  }

  @Test
  @Tag("H6")
  void aBodyThatWasChangedInTheFileIsNotBelieved() throws Exception {
    Path file = folder.resolve("registry.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(SUBJECT, SCHEMA);
    }
    sql(file, "UPDATE field_definition SET definition = replace(definition, 'BIGINT', 'INT')");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThatThrownBy(() -> registry.latest(SUBJECT))
          .isInstanceOf(CorruptDataException.class)
          .hasMessageContaining("a.b#1");
    }
    sql(file, "UPDATE version_detail SET head = '{'");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThatThrownBy(() -> registry.latest(SUBJECT)).isInstanceOf(CorruptDataException.class);
    }
  }

  @ParameterizedTest
  @Tag("H6")
  @ValueSource(
      strings = {
        "UPDATE registry SET global_policy = NULL",
        "DELETE FROM registry",
        "UPDATE subject SET policy = '{\"mode\":\"x\"}'",
        "UPDATE subject SET name = ''",
        "UPDATE version_detail SET origin = 'zzz'",
        "UPDATE document SET format = ''"
      })
  void aRowThatMakesNoSenseIsDamage(String change) throws Exception {
    Path file = folder.resolve("registry.db");
    SourceDocument document = new SourceDocument("avro", new byte[] {1});
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(RegistrationRequest.builder(SUBJECT, SCHEMA).document(document).build());
    }
    sql(file, change);
    assertThatThrownBy(() -> readEverything(file)).isInstanceOf(CorruptDataException.class);
  }

  @ParameterizedTest
  @Tag("H6")
  @ValueSource(
      strings = {
        "UPDATE registry SET global_policy = '{\"mode\":\"NONE\"}'",
        "UPDATE registry SET policy_hash = NULL",
        "UPDATE subject SET name = 'x'",
        "UPDATE subject SET state = 'DELETED'",
        "UPDATE subject SET active_version = 1",
        "UPDATE subject SET mode = 'NONE', policy = '{\"mode\":\"NONE\"}'",
        "UPDATE version SET state = 'DELETED'",
        "UPDATE version SET row_hash = zeroblob(16)",
        "UPDATE version_detail SET author = 'x'",
        "UPDATE version_detail SET registered_at = registered_at + 1",
        "UPDATE version_detail SET minor = 7",
        "UPDATE version_detail SET head = replace(head, 'RECORD', 'METRIC')",
        "UPDATE version_detail SET fields = '[]'",
        "UPDATE field_definition SET definition = replace(definition, 'net', 'nut')",
        "UPDATE field_definition SET ordinals = '[2]'",
        "UPDATE version_document SET position = 2"
      })
  void aRowThatMakesSenseButIsNotTheOneWrittenIsDamage(String change) throws Exception {
    Path file = folder.resolve("registry.db");
    SourceDocument document = new SourceDocument("avro", new byte[] {1});
    Schema documented = Schema.of(Field.builder("id", ScalarType.BIGINT).doc("net").build());
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(
          RegistrationRequest.builder(SUBJECT, documented).document(document).build());
    }
    sql(file, change);
    assertThatThrownBy(() -> readEverything(file))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("SqliteRegistry.verify");
  }

  private static void readEverything(Path file) {
    try (RegistryStore store = SqliteStore.open(file, new TestClock())) {
      store.versions().settings();
      store.versions().forEachSubject(subject -> {});
      store
          .versions()
          .history(SUBJECT)
          .forEach(version -> version.documents().forEach(store.versions()::findDocument));
      store.versions().findBody(new VersionRef(SUBJECT, 1));
    }
  }

  @Test
  @Tag("H6")
  void pagesThatMakeNoSenseAreDamage() throws Exception {
    Path file = folder.resolve("registry.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(SUBJECT, SCHEMA);
    }
    byte[] content = Files.readAllBytes(file);
    Arrays.fill(content, 8192, content.length, (byte) 0xA5);
    Files.write(file, content);
    assertThatThrownBy(() -> readEverything(file)).isInstanceOf(CorruptDataException.class);
  }
}
