package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.cairn.registry.sqlite.Verification;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says about keeping a file in good health is true. */
class OperationsGuideTest {
  private static final GuidePage GUIDE = GuidePage.read(Path.of("..", "docs", "operations.md"));
  private static final Subject ORDERS = Subject.of("shop", "orders");

  @TempDir private Path folder;

  private static void verify(Path file, PrintStream log) {
    // VERIFY
    Verification found = SqliteRegistry.verify(file);
    for (Verification.Damage damage : found.damages()) {
      log.println(damage);
    }
    // VERIFY
  }

  private static void copy(Path file, Path backup) {
    // COPY
    SqliteRegistry.copy(file, backup);
    // COPY
  }

  private static SchemaRegistry openWithMemory(Path file) {
    // MEMORY
    SchemaRegistry registry = SqliteRegistry.builder(file).maxBodyBytes(512L << 20).open();
    // MEMORY
    return registry;
  }

  private static void read(Path file, PrintStream log) {
    // READ
    try (SchemaRegistry registry = SqliteRegistry.openReadOnly(file)) {
      log.println(registry.latest(ORDERS));
    }
    // READ
  }

  private static SchemaRegistry move(Path file, Schema schema) {
    // MOVE
    RegistryMove move = SqliteRegistry.builder(file).openInMemoryMovingToFile();
    SchemaRegistry registry = move.registry();
    registry.register(ORDERS, schema); // memory decides; the file repeats what it did
    move.seed(); // what memory had before, by an import, is copied
    move.cutOver(); // both are compared; from now on the file decides
    // MOVE
    return registry;
  }

  private static String verify(Path file) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    verify(file, new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  @Tag("H6")
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage test =
        GuidePage.read(Path.of("src/test/java/io/cairn/examples/OperationsGuideTest.java"));
    assertThat(GUIDE.all("(?s)\n```java\n(.*?)\n```"))
        .containsExactly(
            Stream.of("VERIFY", "COPY", "MEMORY", "MOVE", "READ")
                .map(name -> test.only("(?s) // " + name + "\n(.*?)\n *// " + name + "\n"))
                .map(String::stripIndent)
                .toArray(String[]::new));
  }

  @Test
  @Tag("H6")
  @Tag("W8")
  void aDamagedFileIsNoticedAndRestoredFromItsBackup() throws Exception {
    Path file = folder.resolve("registry.db");
    Path backup = folder.resolve("backup.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(ORDERS, Schema.of(Field.required("id", ScalarType.BIGINT)));
      copy(file, backup);
      assertThat(verify(file)).isEmpty();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE version_detail SET author = 'eve'");
    }
    assertThat(verify(file)).startsWith("shop.orders#1: ");
    Files.move(file, folder.resolve("damaged.db"));
    assertThat(verify(backup)).isEmpty();
    copy(backup, file);
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.latest(ORDERS).version()).isEqualTo(1);
    }
  }

  @Test
  @Tag("X1")
  void aRegistryMovesFromMemoryToAFile() {
    Path file = folder.resolve("registry.db");
    Schema schema = Schema.of(Field.required("id", ScalarType.BIGINT));
    try (SchemaRegistry registry = move(file, schema)) {
      assertThat(registry.latest(ORDERS).version()).isEqualTo(1);
    }
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.latest(ORDERS).schema()).isEqualTo(schema);
    }
  }

  @Test
  @Tag("K6")
  void aReaderReadsBesideTheOwner() {
    Path file = folder.resolve("registry.db");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (SchemaRegistry registry = openWithMemory(file)) {
      registry.register(ORDERS, Schema.of(Field.required("id", ScalarType.BIGINT)));
      read(file, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("version=1");
  }
}
