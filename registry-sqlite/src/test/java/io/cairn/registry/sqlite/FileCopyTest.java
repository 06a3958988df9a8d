package io.cairn.registry.sqlite;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Backups are made while the registry is in use, and are registries. */
@Tag("W8")
class FileCopyTest {
  private static final Subject SUBJECT = Subject.of("copied", "orders");

  @TempDir private Path folder;
  private Path file;
  private Path backup;

  @BeforeEach
  void nameTheFiles() {
    file = folder.resolve("registry.db");
    backup = folder.resolve("backup.db");
  }

  private static Schema version(int number) {
    return Schema.of(Field.nullable("v" + number, ScalarType.INT));
  }

  @Test
  void aCopyHasEverythingThatWasAcknowledgedBefore() throws IOException {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(SUBJECT, version(1));
      registry.register(SUBJECT, version(2));
      SqliteRegistry.copy(file, backup);
      registry.register(SUBJECT, version(3));
    }
    try (SchemaRegistry copy = SqliteRegistry.open(backup)) {
      assertThat(copy).hasLatest(SUBJECT, 2);
      assertThat(copy.register(SUBJECT, version(4)).version().version()).isEqualTo(3);
    }
    Files.delete(file);
    SqliteRegistry.copy(backup, file);
    try (SchemaRegistry restored = SqliteRegistry.open(file)) {
      assertThat(restored).hasLatest(SUBJECT, 3);
    }
  }

  /** Whatever happens, nobody waits for this for ever. */
  private static void registerMany(SchemaRegistry registry, CountDownLatch writing) {
    try {
      for (int i = 1; i <= 300; i++) {
        registry.register(SUBJECT, version(i));
        writing.countDown();
      }
    } finally {
      while (writing.getCount() > 0) {
        writing.countDown();
      }
    }
  }

  @Test
  void aCopyMadeDuringWritesIsOneConsistentState() throws Exception {
    CountDownLatch writing = new CountDownLatch(50);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      Future<?> writer = thread.submit(() -> registerMany(registry, writing));
      writing.await();
      SqliteRegistry.copy(file, backup);
      writer.get();
    } finally {
      thread.shutdownNow();
    }
    try (SchemaRegistry copy = SqliteRegistry.open(backup)) {
      int latest = copy.latest(SUBJECT).version();
      assertThat(latest).isBetween(50, 300);
      assertThat(copy.subjects().history(SUBJECT)).hasSize(latest);
      assertThat(copy.latest(SUBJECT).schema()).isEqualTo(version(latest));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCopyIsForItsOwnerAloneAndLeavesNothingElseBehind() throws IOException {
    SqliteRegistry.open(file).close();
    SqliteRegistry.copy(file, backup);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("registry.db", "registry.db.lock", "backup.db");
    }
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    SqliteRegistry.open(file).close();
    Files.writeString(backup, "precious");
    assertThatThrownBy(() -> SqliteRegistry.copy(file, backup))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("backup.db");
    assertThat(Files.readString(backup)).isEqualTo("precious");
  }

  @Test
  void onlyRegistriesAreCopied() throws IOException {
    assertThatThrownBy(() -> SqliteRegistry.copy(file, backup))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no such file");
    for (String content :
        List.of(
            "",
            "not a database, but longer than a header of one hundred bytes; "
                + "it goes on and on until it is")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> SqliteRegistry.copy(file, backup))
          .isInstanceOf(UnsupportedFormatException.class);
    }
    assertThat(backup).doesNotExist();
  }
}
