package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where there is no room, or nothing may be written: told, nothing half written, and it goes on.
 */
@Tag("W5")
class DiskFullTest {
  private static final int MANY = 5_000;

  @TempDir private Path folder;

  private static Subject subject(int number) {
    return Subject.of("full", "s" + number);
  }

  /** How many subjects were registered until one was refused. */
  private static int registerUntilRefused(SchemaRegistry registry, int from) {
    Schema.Builder schema = Schema.builder();
    for (int i = 0; i < 20; i++) {
      schema.field(Field.nullable("field_" + i, ScalarType.TEXT));
    }
    for (int i = from; i < MANY; i++) {
      try {
        registry.register(subject(i), schema.build());
      } catch (RegistryException refused) {
        assertThat(refused).isInstanceOf(StoreException.class).hasMessageContaining("FULL");
        return i;
      }
    }
    throw new AssertionError("There was room for " + MANY);
  }

  private static void requireRegistered(SchemaRegistry registry, int subjects) {
    assertThat(registry.subjects().list()).hasSize(subjects);
    for (int i = 0; i < subjects; i++) {
      assertThat(registry.latest(subject(i)).version()).isEqualTo(1);
    }
  }

  private static void setMaxPages(Connection connection, long pages) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    }
  }

  @Test
  void aFileThatMayNotGrowRefusesWhatItHasNoRoomForAndTakesItLater() {
    Path file = folder.resolve("registry.db");
    AtomicLong maxPages = new AtomicLong(100);
    SqliteStore store =
        SqliteStore.open(
            file,
            new TestClock(),
            WriterLimits.DEFAULTS,
            real ->
                Wire.through(
                    real,
                    (sql, execution) -> {
                      if (sql.equals("BEGIN IMMEDIATE")) {
                        setMaxPages(real, maxPages.get());
                      }
                      return execution.run();
                    }));
    int more;
    try (SchemaRegistry registry = EmbeddedRegistry.builder(store).build()) {
      int registered = registerUntilRefused(registry, 0);
      requireRegistered(registry, registered);
      maxPages.set(200);
      more = registerUntilRefused(registry, registered);
      assertThat(more).isGreaterThan(registered);
    }
    requireIntact(file, more);
  }

  private static void requireIntact(Path file, int subjects) {
    assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      requireRegistered(registry, subjects);
    }
  }

  /** A file system of two MiB, where the machine lets a test have one. */
  private static final class SmallDisk implements AutoCloseable {
    private final Path path;

    SmallDisk(Path path) throws Exception {
      this.path = Files.createDirectory(path);
      boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path.toString());
      if (!mounted) {
        System.err.println("FULL AND READ-ONLY DISKS ARE NOT TESTED: a test may not mount them.");
      }
      Assumptions.assumeTrue(mounted, "a test may not mount a file system");
    }

    void makeReadOnly() throws Exception {
      assertThat(run("mount", "-o", "remount,ro", path.toString())).isTrue();
    }

    private static boolean run(String... command) throws InterruptedException {
      try {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException none) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      try {
        assertThat(run("umount", path.toString())).isTrue();
      } catch (InterruptedException unexpected) {
        throw new AssertionError(unexpected);
      }
    }
  }

  @Test
  void aFullDiskRefusesWhatItHasNoRoomForAndTakesItLater() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder.resolve("small"))) {
      Path filler = Files.write(disk.path.resolve("filler"), new byte[512 * 1024]);
      Path file = disk.path.resolve("registry.db");
      int more;
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        int registered = registerUntilRefused(registry, 0);
        requireRegistered(registry, registered);
        assertThat(registerUntilRefused(registry, registered)).isEqualTo(registered);
        Files.delete(filler);
        more = registerUntilRefused(registry, registered);
        assertThat(more).isGreaterThan(registered);
      }
      requireIntact(file, more);
    }
  }

  @Test
  void aRegistryOnAReadOnlyDiskIsRefusedAndLeftAsItIs() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder.resolve("readonly"))) {
      Path file = disk.path.resolve("registry.db");
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        registry.register(subject(0), Schema.of());
      }
      byte[] before = Files.readAllBytes(file);
      disk.makeReadOnly();
      assertThatThrownBy(() -> SqliteRegistry.open(file))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(file.toString());
      assertThatThrownBy(() -> SqliteRegistry.open(disk.path.resolve("new.db")))
          .isInstanceOf(StoreException.class);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
  }
}
