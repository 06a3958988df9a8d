package io.cairn.registry.sqlite;

import static io.cairn.registry.sqlite.OwningProcess.ORDERS;
import static io.cairn.registry.sqlite.OwningProcess.V1;
import static io.cairn.registry.sqlite.OwningProcess.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.SubjectRow;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.error.ReadOnlyException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.error.UnsupportedFormatException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.operation.Health;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TimeRange;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a registry's file beside its owner, or when it has none. */
@Tag("W8")
class ReadOnlyTest {
  @TempDir private Path folder;
  @TempDir private Path temporary;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("registry 100%.db");
  }

  /** Follows nothing but when it is flushed. */
  private SchemaRegistry reader() {
    return SqliteRegistry.builder(file).followInterval(Duration.ofDays(1)).openReadOnly();
  }

  private void registered() {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(ORDERS, V1);
    }
  }

  /** Only to be asked while no registry is open in this process: it would drop SQLite's locks. */
  private Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path one : files.toList()) {
        content.put(one.toString(), HexFormat.of().formatHex(Files.readAllBytes(one)));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return content;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(one -> String.valueOf(one.getFileName())).sorted().toList();
    }
  }

  private static void tell(ChildProcess owner, String command) throws IOException {
    owner.writeLine(command);
    assertThat(owner.readLine()).isEqualTo("done " + command);
  }

  @Test
  @Tag("K6")
  void whatAnotherProcessDoesIsKnownAfterCatchingUp() throws Exception {
    try (ChildProcess owner = ChildProcess.start(OwningProcess.class, temporary, file.toString())) {
      assertThat(owner.readLine()).isEqualTo("open");
      try (SchemaRegistry reader = reader()) {
        assertThat(reader.subjects().list()).isEmpty();
        tell(owner, "register");
        reader.flush();
        assertThat(reader.latest(ORDERS).schema()).isEqualTo(V1);
        tell(owner, "evolve");
        tell(owner, "activate");
        reader.flush();
        assertThat(reader.latest(ORDERS).schema()).isEqualTo(V2);
        assertThat(reader.schemas().active(ORDERS).version()).isEqualTo(1);
        tell(owner, "deactivate");
        tell(owner, "delete");
        tell(owner, "full");
        reader.flush();
        assertThat(reader.subjects().history(ORDERS)).hasSize(2);
        assertThatThrownBy(() -> reader.subjects().activate(ORDERS, 1))
            .isInstanceOf(ReadOnlyException.class);
        assertThat(reader.schemas().active(ORDERS).version()).isEqualTo(2);
        assertThat(reader.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.FULL);
        tell(owner, "none");
        reader.flush();
        assertThat(reader.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.NONE);
        tell(owner, "end");
        reader.flush();
        assertThatThrownBy(() -> reader.latest(ORDERS)).isInstanceOf(NotFoundException.class);
        owner.writeLine("close");
        assertThat(owner.readLine()).isEqualTo("closed");
        assertThat(owner.waitFor()).isZero();
        reader.flush();
        assertThat(reader.operations().health().status()).isEqualTo(Health.Status.UP);
      }
    }
  }

  @Test
  @Tag("K6")
  void theNextOwnerIsFollowedAsTheLastOneWas() throws Exception {
    registered();
    try (SchemaRegistry reader = reader()) {
      for (int round = 1; round <= 3; round++) {
        try (ChildProcess owner =
            ChildProcess.start(OwningProcess.class, temporary, file.toString())) {
          assertThat(owner.readLine()).isEqualTo("open");
          tell(owner, round % 2 == 0 ? "deactivate" : "activate");
          reader.flush();
          assertThat(reader.subjects().find(ORDERS).orElseThrow().pinnedVersion())
              .isEqualTo(round % 2);
          if (round == 2) {
            owner.kill();
          } else {
            owner.writeLine("close");
            assertThat(owner.waitFor()).isZero();
          }
        }
      }
    }
    SqliteRegistry.open(file).close();
  }

  @Test
  void aFileWithoutAnOwnerIsReadAndItsFolderLeftAsItIs() {
    registered();
    Map<String, String> before = content();
    try (SchemaRegistry reader = reader()) {
      assertThat(reader.latest(ORDERS).schema()).isEqualTo(V1);
      assertThat(reader.subjects().history(ORDERS)).hasSize(1);
      assertThat(reader.operations().health().status()).isEqualTo(Health.Status.UP);
    }
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void whatAKilledOwnerLeftIsReadAndNothingOfItWritten() throws Exception {
    try (ChildProcess owner = ChildProcess.start(OwningProcess.class, temporary, file.toString())) {
      assertThat(owner.readLine()).isEqualTo("open");
      tell(owner, "register");
      tell(owner, "evolve");
      owner.kill();
    }
    Map<String, String> before = content();
    try (SchemaRegistry reader = reader()) {
      assertThat(reader.latest(ORDERS).schema()).isEqualTo(V2);
    }
    Map<String, String> after = content();
    String index = file + "-shm";
    assertThat(after).containsOnlyKeys(before.keySet()).containsKey(index);
    before.remove(index);
    assertThat(after).containsAllEntriesOf(before);
    try (SchemaRegistry owner = SqliteRegistry.open(file)) {
      assertThat(owner.latest(ORDERS).schema()).isEqualTo(V2);
    }
  }

  @Test
  void aLogWithoutItsIndexNeedsAnOwnerFirst() throws Exception {
    try (ChildProcess owner = ChildProcess.start(OwningProcess.class, temporary, file.toString())) {
      assertThat(owner.readLine()).isEqualTo("open");
      tell(owner, "register");
      owner.kill();
    }
    Files.delete(Path.of(file + "-shm"));
    Map<String, String> before = content();
    assertThatThrownBy(this::reader)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Open the file once by SqliteRegistry.open");
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void theOwnerAndAReaderInOneProcessMayComeAndGoInAnyOrder() throws IOException {
    registered();
    SchemaRegistry early = reader();
    SchemaRegistry owner = SqliteRegistry.open(file);
    owner.register(ORDERS, V2);
    early.flush();
    SchemaRegistry late = reader();
    assertThat(early.latest(ORDERS).schema()).isEqualTo(V2);
    assertThat(late.latest(ORDERS).schema()).isEqualTo(V2);
    early.close();
    owner.subjects().activate(ORDERS, 1);
    owner.close();
    late.flush();
    assertThat(late.schemas().active(ORDERS).version()).isEqualTo(1);
    try (SchemaRegistry next = SqliteRegistry.open(file)) {
      next.subjects().deactivate(ORDERS);
      late.flush();
      assertThat(late.schemas().active(ORDERS).version()).isEqualTo(2);
      late.close();
      next.register(Subject.of("a", "b"), V1);
    }
    assertThat(names())
        .containsExactly(file.getFileName().toString(), file.getFileName() + ".lock");
  }

  @Test
  @Tag("K6")
  void listenersAreToldWhatTheOwnerDid() {
    registered();
    List<SubjectEvent> told = new ArrayList<>();
    try (SchemaRegistry owner = SqliteRegistry.open(file);
        SchemaRegistry reader = reader()) {
      reader.subjects().listen(ORDERS, told::add);
      owner.subjects().activate(ORDERS, 1);
      reader.flush();
    }
    assertThat(told).containsExactly(new SubjectEvent.Activated(ORDERS, 1));
  }

  @Test
  void everythingThatWouldChangeSomethingIsRefused() {
    registered();
    try (SchemaRegistry reader = reader()) {
      CompatibilityPolicy policy = CompatibilityPolicy.of(CompatibilityMode.BACKWARD);
      List<ThrowingCallable> changes =
          List.of(
              () -> reader.register(ORDERS, V1),
              () -> reader.register(ORDERS, V2),
              () -> reader.register(RegistrationRequest.of(ORDERS, V1)),
              () -> reader.schemas().registerAll(List.of(RegistrationRequest.of(ORDERS, V1))),
              () -> reader.schemas().revertTo(ORDERS, 1, "", ""),
              () -> reader.subjects().activate(ORDERS, 1),
              () -> reader.subjects().deactivate(ORDERS),
              () -> reader.subjects().delete(ORDERS),
              () -> reader.subjects().delete(ORDERS, 1),
              () -> reader.subjects().restore(ORDERS),
              () -> reader.subjects().restore(ORDERS, 1),
              () -> reader.subjects().purge(ORDERS),
              () -> reader.subjects().purge(ORDERS, 1),
              () -> reader.evolution().changeGlobalMode(CompatibilityMode.BACKWARD),
              () -> reader.evolution().changeGlobalPolicy(policy),
              () -> reader.evolution().changeMode(ORDERS, CompatibilityMode.BACKWARD),
              () -> reader.evolution().changePolicy(ORDERS, policy),
              () -> reader.evolution().inheritPolicy(ORDERS));
      for (ThrowingCallable change : changes) {
        assertThatThrownBy(change)
            .isInstanceOf(ReadOnlyException.class)
            .hasMessageContaining(file.toString())
            .hasMessageContaining("SqliteRegistry.open");
      }
      assertThat(reader.evolution().check(ORDERS, V2).isCompatible()).isTrue();
      assertThat(reader.schemas().findByContent(ORDERS, V1)).isPresent();
    }
  }

  @Test
  void aStoreOpenedForReadingRefusesCommitsAndIsClosedForGood() {
    registered();
    ReadOnlyStore store = ReadOnlyStore.open(file);
    Commit commit = Commit.of(new Operation.PutSubject(SubjectRow.fresh(ORDERS)));
    assertThat(store.commit(commit))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(ReadOnlyException.class);
    assertThatThrownBy(store::requireWritable).isInstanceOf(ReadOnlyException.class);
    store.flush();
    store.close();
    store.close();
    assertThat(store.commit(commit))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(store::flush).isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(store::status).isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(() -> store.changesSince(0, 1)).isInstanceOf(RegistryClosedException.class);
  }

  @Test
  void importingNeedsAnOwner() {
    registered();
    assertThatThrownBy(SqliteRegistry.builder(file).importing(folder.resolve("none"))::openReadOnly)
        .isInstanceOf(ReadOnlyException.class);
  }

  @Test
  void anIntervalOutOfRangeLeavesNothingOpen() throws IOException {
    registered();
    assertThatThrownBy(SqliteRegistry.builder(file).followInterval(Duration.ZERO)::openReadOnly)
        .isInstanceOf(InvalidInputException.class);
    SqliteRegistry.open(file).close();
    assertThat(names()).hasSize(2);
  }

  @Test
  @Tag("W6")
  void whatIsNoRegistryIsRefusedAndNothingCreated() throws IOException {
    assertThatThrownBy(this::reader)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no such file");
    assertThat(names()).isEmpty();

    Files.createFile(file);
    assertThatThrownBy(this::reader)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("empty");
    Files.writeString(file, "not a database at all, but long enough for a header".repeat(100));
    assertThatThrownBy(this::reader)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("not a SQLite database");
    assertThat(names()).containsExactly(file.getFileName().toString());
  }

  @Test
  @Tag("W6")
  void anOlderFormatIsForAnOwnerToMigrate() throws IOException {
    try (InputStream fixture =
        Objects.requireNonNull(getClass().getResourceAsStream("/formats/format-1.db"))) {
      Files.copy(fixture, file);
    }
    Map<String, String> before = content();
    assertThatThrownBy(this::reader)
        .isInstanceOf(UnsupportedFormatException.class)
        .hasMessageContaining("format 1")
        .hasMessageContaining("SqliteRegistry.open");
    assertThat(content()).isEqualTo(before);
    SqliteRegistry.open(file).close();
    reader().close();
  }

  @Test
  void aFileThatIsMovedOrReplacedIsNoticed() throws IOException {
    registered();
    Path away = folder.resolve("away.db");
    try (SchemaRegistry reader = reader()) {
      Files.move(file, away);
      assertGone(reader);
      SqliteRegistry.copy(away, file);
      assertGone(reader);
      Files.delete(file);
      Files.move(away, file);
      reader.flush();
      assertThat(reader.operations().health().status()).isEqualTo(Health.Status.UP);
    }
  }

  private void assertGone(SchemaRegistry reader) {
    assertThatThrownBy(reader::flush)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("moved, deleted or replaced");
    assertThat(reader.operations().health().status()).isEqualTo(Health.Status.DOWN);
    assertThat(reader.schemas().versionsOf(reader.schemas().idOf(V1))).hasSize(1);
  }

  @Test
  @Tag("W2")
  void aReaderDoesNotHoldUpTheLog() throws IOException {
    long tidy = 1 << 20;
    long most = 4 << 20;
    WriterLimits limits = WriterLimits.DEFAULTS.withLogBytes(tidy, most);
    try (SqliteStore store = SqliteStore.open(file, new TestClock(), limits);
        SchemaRegistry owner = EmbeddedRegistry.builder(store).build();
        SchemaRegistry reader = reader()) {
      owner.register(ORDERS, V1);
      for (int i = 0; i < 1_000; i++) {
        store.commit(WriterProbe.put(Subject.of("log", "s" + i))).join();
        if (i % 50 == 0) {
          reader.flush();
          assertThat(reader.latest(ORDERS).version()).isEqualTo(1);
        }
      }
      assertThat(Files.size(Path.of(file + "-wal"))).isLessThan(most);
    }
  }

  @Test
  void aDeletedSubjectIsDeletedForReaders() {
    registered();
    try (SchemaRegistry owner = SqliteRegistry.open(file)) {
      owner.subjects().delete(ORDERS);
    }
    try (SchemaRegistry reader = SqliteRegistry.openReadOnly(file)) {
      assertThatThrownBy(() -> reader.latest(ORDERS)).isInstanceOf(DeletedException.class);
    }
  }

  @Test
  @Tag("T2")
  void aReaderSeesWhatWasObservedAndObservesNothing() {
    Signal signal = Signal.records("visits");
    try (SchemaRegistry owner = SqliteRegistry.open(file)) {
      owner.telemetry().observe(owner.telemetry().observation().record("visits").put("k", 1));
      owner.flush();
      try (SchemaRegistry reader = reader()) {
        assertThat(reader.telemetry().details(signal).seen().count()).isEqualTo(1);
        assertThat(reader.telemetry().schema(signal, TimeRange.ALL).fields()).hasSize(1);
        assertThatThrownBy(reader.telemetry()::observation).isInstanceOf(ReadOnlyException.class);
        owner.telemetry().observe(owner.telemetry().observation().record("visits"));
        owner.flush();
        assertThat(reader.telemetry().details(signal).seen().count()).isEqualTo(2);
        assertThat(reader.operations().health().reasons()).isEmpty();
      }
    }
  }
}
