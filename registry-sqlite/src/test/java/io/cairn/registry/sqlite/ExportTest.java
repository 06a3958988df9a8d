package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.MalformedExportException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries move between a file, lines of JSON, and memory. */
@Tag("X2")
class ExportTest {
  @TempDir private Path folder;

  private Path copy(String resource) throws IOException {
    Path file = folder.resolve(Path.of(resource).getFileName());
    try (InputStream in =
        Objects.requireNonNull(ExportTest.class.getResourceAsStream(resource), resource)) {
      return Files.write(file, in.readAllBytes());
    }
  }

  private Path export(SchemaRegistry registry, String name) {
    Path to = folder.resolve(name);
    EmbeddedRegistry.export(registry, to);
    return to;
  }

  @Test
  void aFileIsExportedAsTheKeptLines() throws IOException {
    try (SchemaRegistry registry = SqliteRegistry.open(copy("/formats/format-2.db"))) {
      assertThat(export(registry, "lines"))
          .hasSameTextualContentAs(copy("/exports/export-1.ndjson"));
    }
  }

  @Test
  void theKeptLinesReadAsTheFileTheyCameFrom() throws IOException {
    Path kept = copy("/exports/export-1.ndjson");
    String text = Files.readString(copy("/formats/format-2.txt"));
    Path inMemory;
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(new MemoryStore()).importing(kept).build()) {
      assertThat(RegistryText.of(registry)).isEqualTo(text);
      inMemory = export(registry, "memory");
    }
    Path file = folder.resolve("registry.db");
    for (int opening = 1; opening <= 2; opening++) {
      try (SchemaRegistry registry = SqliteRegistry.builder(file).importing(inMemory).open()) {
        assertThat(RegistryText.of(registry)).isEqualTo(text);
        assertThat(export(registry, "again " + opening)).hasSameBinaryContentAs(kept);
      }
    }
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(RegistryText.of(registry)).isEqualTo(text);
    }
  }

  @Test
  void aRegistryThatWentOnIsNotSetBack() throws IOException {
    Path kept = copy("/exports/export-1.ndjson");
    Path file = folder.resolve("registry.db");
    String text;
    try (SchemaRegistry registry = SqliteRegistry.builder(file).importing(kept).open()) {
      registry.register(FormatFixture.OWNED, Schema.of(Field.nullable("x", ScalarType.INT)));
      text = RegistryText.of(registry);
    }
    assertThatThrownBy(() -> SqliteRegistry.builder(file).importing(kept).open())
        .isInstanceOfSatisfying(
            ImportConflictException.class,
            refused ->
                assertThat(refused.findVersion().orElseThrow().subject())
                    .isEqualTo(FormatFixture.OWNED));
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(RegistryText.of(registry)).isEqualTo(text);
    }
  }

  @Test
  void aTakenOrMissingFileIsRefused() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      assertThatThrownBy(() -> EmbeddedRegistry.export(registry, taken))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("taken");
      assertThat(taken).isEmptyFile();
    }
    assertThatThrownBy(
            () ->
                SqliteRegistry.builder(folder.resolve("registry.db"))
                    .importing(folder.resolve("missing"))
                    .open())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedByTheirLine() throws IOException {
    Path broken = folder.resolve("broken");
    Files.writeString(broken, Files.readAllLines(copy("/exports/export-1.ndjson")).get(0) + "\n");
    try (OutputStream out = Files.newOutputStream(broken, StandardOpenOption.APPEND)) {
      out.write(new byte[] {'{', '"', (byte) 0xC3, '(', '"', '}', '\n'});
    }
    assertThatThrownBy(() -> EmbeddedRegistry.builder(new MemoryStore()).importing(broken).build())
        .isInstanceOfSatisfying(
            MalformedExportException.class, refused -> assertThat(refused.line()).isEqualTo(2));
  }
}
