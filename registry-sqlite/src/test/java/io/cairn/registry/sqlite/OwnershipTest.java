package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.error.StoreLockedException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer per file. */
@Tag("W8")
class OwnershipTest {
  private static final Schema SCHEMA = Schema.of(Field.required("id", ScalarType.BIGINT));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("registry.db");
  }

  @Test
  void aSecondRegistryInTheProcessIsRefusedByAnyPathToTheFile() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      Path hardLink = Files.createLink(folder.resolve("hard.db"), file);
      Path symbolicLink = Files.createSymbolicLink(folder.resolve("soft.db"), file);
      for (Path path :
          List.of(file, hardLink, symbolicLink, folder.resolve("./x/../registry.db"))) {
        assertThatThrownBy(() -> SqliteRegistry.open(path))
            .isInstanceOf(StoreLockedException.class)
            .hasMessageContaining("process " + ProcessHandle.current().pid());
      }
      registry.register(Subject.of("a", "b"), SCHEMA);
    }
    SqliteRegistry.open(file).close();
  }

  @Test
  void aSecondRegistryOfAnotherClassLoaderIsRefused() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (SchemaRegistry registry = SqliteRegistry.open(file);
        URLClassLoader other =
            new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> stranger = other.loadClass(SqliteRegistry.class.getName());
      assertThat(stranger).isNotSameAs(SqliteRegistry.class);
      assertThatThrownBy(() -> stranger.getMethod("open", Path.class).invoke(null, file))
          .rootCause()
          .matches(
              refused -> refused.getClass().getName().equals(StoreLockedException.class.getName()));
      registry.flush();
    }
  }

  @Test
  void aSecondProcessIsRefusedWithTheOwnerNamedAndMayReadMeanwhile() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(Subject.of("a", "b"), SCHEMA);
      try (ChildProcess child =
          ChildProcess.start(SecondProcess.class, folder, file.toString(), "and read")) {
        assertThat(child.readLine())
            .contains("owned by process " + ProcessHandle.current().pid() + " since ");
        assertThat(child.readLine()).isEqualTo("read 1");
        registry.register(Subject.of("a", "c"), SCHEMA);
        assertThat(child.waitFor()).isZero();
      }
      registry.register(Subject.of("a", "d"), SCHEMA);
    }
    SqliteRegistry.open(file).close();
  }

  /** Tries to open, then reads with plain SQL if asked to, and prints what came of both. */
  static final class SecondProcess {
    public static void main(String[] args) throws SQLException {
      try {
        SqliteRegistry.open(Path.of(args[0])).close();
        System.out.println("opened");
      } catch (StoreLockedException refused) {
        System.out.println(refused.getMessage());
      }
      if (args.length == 1) {
        return;
      }
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(*) FROM subjects")) {
        rows.next();
        System.out.println("read " + rows.getInt(1));
      }
    }
  }

  @Test
  void aKilledOwnerLeavesTheFileFree() throws Exception {
    try (ChildProcess child =
        ChildProcess.start(CrashingProcess.class, folder, file.toString(), "0", "NONE")) {
      child.readLine();
      child.kill();
    }
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.subjects().list()).isNotEmpty();
    }
  }

  private void assertRefusedHereAndInAnotherProcess() throws Exception {
    assertThatThrownBy(() -> SqliteRegistry.open(file)).isInstanceOf(StoreLockedException.class);
    try (ChildProcess child = ChildProcess.start(SecondProcess.class, folder, file.toString())) {
      assertThat(child.readLine())
          .contains("owned by process " + ProcessHandle.current().pid() + " since ");
      assertThat(child.waitFor()).isZero();
    }
  }

  @Test
  void anOpenThatIsRefusedNeverWaitsForTheOwnersTransaction() throws Exception {
    WriterProbe.Barrier barrier = new WriterProbe.Barrier();
    try (RegistryStore store = SqliteStore.open(file, new TestClock())) {
      CompletableFuture<CommitOutcome> underWay =
          store.commit(WriterProbe.running(Subject.of("a", "b"), barrier));
      barrier.awaitReached();
      try {
        assertRefusedHereAndInAnotherProcess();
        assertThat(underWay).isNotDone();
      } finally {
        barrier.letGo();
      }
      assertThat(underWay.join()).isInstanceOf(CommitOutcome.Applied.class);
    }
  }

  /** Everything but the lock file. */
  private void deleteTheDatabase() throws IOException {
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(folder.resolve("registry.db" + suffix));
    }
  }

  @Test
  void theLockOutlivesTheFileAndARefusedSecondOpening() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(Subject.of("a", "b"), SCHEMA);
      deleteTheDatabase();
      assertRefusedHereAndInAnotherProcess();
      assertRefusedHereAndInAnotherProcess();
    }
    SqliteRegistry.open(file).close();
  }

  @Test
  void aLockFileUnderTwoNamesHasOneOwner() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(Subject.of("a", "b"), SCHEMA);
      Path lock = folder.resolve("registry.db.lock");
      Files.createLink(folder.resolve("hard.db.lock"), lock);
      Files.createSymbolicLink(folder.resolve("soft.db.lock"), lock);
      for (String name : List.of("hard.db", "soft.db")) {
        assertThatThrownBy(() -> SqliteRegistry.open(folder.resolve(name)))
            .isInstanceOf(StoreLockedException.class);
      }
      assertRefusedHereAndInAnotherProcess();
    }
  }

  @Test
  void aLockThatTheJvmHoldsOtherwiseIsSomebodysLock() throws Exception {
    Path lock = Files.createFile(folder.resolve("registry.db.lock"));
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      channel.lock();
      assertThatThrownBy(() -> SqliteRegistry.open(file))
          .isInstanceOf(StoreLockedException.class)
          .hasMessageContaining("this process");
    }
    SqliteRegistry.open(file).close();
  }

  @Test
  @Tag("W5")
  void nothingIsWrittenToAFileThatHasGoneAndWorkGoesOnWhenItIsBack() throws Exception {
    Path away = folder.resolve("away");
    for (String name : List.of("registry.db", "registry.db.lock")) {
      Path moved = folder.resolve(name);
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        registry.register(Subject.of("a", "b"), SCHEMA);
        Files.move(moved, away);
        assertNotWritten(registry, moved);
        Files.createFile(moved);
        assertNotWritten(registry, moved);
        Files.delete(moved);
        Files.move(away, moved);
        registry.register(Subject.of("a", name), SCHEMA);
      }
    }
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.subjects().list())
          .extracting(subject -> subject.subject().name())
          .containsExactly("b", "registry.db", "registry.db.lock");
    }
  }

  private void assertNotWritten(SchemaRegistry registry, Path moved) {
    assertThatThrownBy(() -> registry.register(Subject.of("a", "lost"), SCHEMA))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("replaced " + moved + " ")
        .hasMessageContaining("Close this registry");
  }
}
