package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.SubjectEvent;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.core.transfer.RegistryMove.Phase;
import io.cairn.registry.error.IllegalTransitionException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.VersionConflictException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ReferenceType;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.FaultyStore;
import io.cairn.registry.testkit.FaultyStore.Fault;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("X1")
class RegistryMoveTest {
  private static final Subject ORDERS = Subject.of("shop", "orders");
  private static final Subject CUSTOMERS = Subject.of("shop", "customers");
  private static final Field ID = Field.required("id", ScalarType.BIGINT);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("registry.db");
  }

  private RegistryMove move() {
    return SqliteRegistry.builder(file()).clock(new TestClock()).openInMemoryMovingToFile();
  }

  private static Schema schema(int fields) {
    Schema.Builder schema = Schema.builder().field(ID);
    for (int i = 0; i < fields; i++) {
      schema.field(Field.nullable("f" + i, ScalarType.TEXT));
    }
    return schema.build();
  }

  @Test
  void theOrderOfThePhasesIsEnforced() {
    RegistryMove move = move();
    try (SchemaRegistry registry = move.registry()) {
      registry.register(ORDERS, schema(0));

      assertThat(move.phase()).isEqualTo(Phase.DUAL_WRITE);
      assertThatThrownBy(move::cutOver)
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("DUAL_WRITE")
          .hasMessageContaining("SEEDED");
      move.seed();
      assertThatThrownBy(move::seed).isInstanceOf(IllegalTransitionException.class);
      assertThat(move.phase()).isEqualTo(Phase.SEEDED);
      move.cutOver();
      assertThat(move.phase()).isEqualTo(Phase.MOVED);
      assertThatThrownBy(move::seed).isInstanceOf(IllegalTransitionException.class);
      assertThatThrownBy(move::cutOver).isInstanceOf(IllegalTransitionException.class);
    }
    assertThatThrownBy(move::seed).isInstanceOf(RegistryClosedException.class);
  }

  @Test
  void aRegistryWithSomethingInItIsNoTarget() {
    try (SchemaRegistry other = SqliteRegistry.open(file())) {
      other.register(ORDERS, schema(0));
    }

    assertThatThrownBy(this::move)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("empty");
    try (SchemaRegistry free = SqliteRegistry.open(file())) {
      assertThat(free.latest(ORDERS).version()).isEqualTo(1);
    }
  }

  @Test
  void whatWasThereBeforeIsCopiedWhenItIsTouchedOrSeeded() throws SQLException {
    Path export = export();
    RegistryMove move =
        SqliteRegistry.builder(file())
            .clock(new TestClock())
            .importing(export)
            .openInMemoryMovingToFile();
    Path after = folder.resolve("after.ndjson");
    try (SchemaRegistry registry = move.registry()) {
      assertThat(registry.register(ORDERS, schema(1)).outcome())
          .isEqualTo(Registration.Outcome.KNOWN_OLDER);
      registry.register(ORDERS, schema(3));
      registry.flush();
      assertThat(subjectsInTheFile()).as("touched, and referred to").isEqualTo(2);
      move.seed();
      assertThat(subjectsInTheFile()).isEqualTo(12);
      move.cutOver();
      registry.register(CUSTOMERS, schema(1));
      assertThat(move.differences().isEmpty()).isTrue();
      EmbeddedRegistry.export(registry, after);
    }
    try (SchemaRegistry again = SqliteRegistry.open(file())) {
      Path reopened = folder.resolve("reopened.ndjson");
      EmbeddedRegistry.export(again, reopened);
      assertThat(reopened).hasSameTextualContentAs(after);
    }
  }

  /** Orders that refer to customers, and ten subjects that have nothing to do with them. */
  private Path export() {
    Path export = folder.resolve("before.ndjson");
    try (SchemaRegistry before = EmbeddedRegistry.inMemory()) {
      before.evolution().changeGlobalMode(CompatibilityMode.NONE);
      before.register(CUSTOMERS, schema(0));
      before.register(
          RegistrationRequest.builder(ORDERS, schema(1))
              .document(new SourceDocument("text", new byte[] {1, 2, 3}))
              .build());
      before.register(
          ORDERS,
          Schema.of(
              ID, Field.nullable("customer", new ReferenceType(new VersionRef(CUSTOMERS, 1)))));
      for (int i = 0; i < 10; i++) {
        before.register(Subject.of("other", "s" + i), schema(i));
      }
      EmbeddedRegistry.export(before, export);
    }
    return export;
  }

  private int subjectsInTheFile() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      return statement.executeQuery("SELECT count(*) FROM subjects").getInt(1);
    }
  }

  @Test
  void aSecondStoreThatFailsIsListedAndNeverInCharge() {
    FaultyStore faulty = new FaultyStore(SqliteStore.open(file(), new TestClock()));
    RegistryMove move = EmbeddedRegistry.builder(new MemoryStore()).movingTo(faulty);
    try (SchemaRegistry registry = move.registry()) {
      faulty.failNext(Fault.NOT_WRITTEN);
      assertThat(registry.register(ORDERS, schema(0)).outcome())
          .isEqualTo(Registration.Outcome.CREATED);

      assertThat(registry.latest(ORDERS).version()).isEqualTo(1);
      assertThat(move.differences().count()).isEqualTo(1);
      assertThat(move.differences().listed().get(0)).contains("orders").contains("Injected");
      move.seed();
      assertThatThrownBy(move::cutOver)
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("orders");
      assertThat(move.phase()).isEqualTo(Phase.SEEDED);
      assertThat(registry.register(ORDERS, schema(1)).version().version()).isEqualTo(2);
    }
  }

  @Test
  @Tag("L1")
  void usagesOfEveryPhaseAreCountedAndKept() {
    Usage usage = Usage.consumed(ORDERS, Participant.service("shop"));
    RegistryMove move = move();
    try (SchemaRegistry registry = move.registry()) {
      registry.lineage().report(usage);
      registry.flush();
      registry.lineage().report(usage);
      move.seed();
      registry.lineage().report(usage);
      move.cutOver();
      registry.lineage().report(usage);
      registry.flush();
      assertThat(registry.lineage().consumers(ORDERS).get(0).seen().count()).isEqualTo(4);
    }
    try (SchemaRegistry again = SqliteRegistry.open(file())) {
      assertThat(again.lineage().consumers(ORDERS).get(0).seen().count()).isEqualTo(4);
    }
  }

  @Test
  void whatWasReadBeforeTheTurnIsStillComparedAndSet() {
    RegistryMove move = move();
    try (SchemaRegistry registry = move.registry()) {
      List<SubjectEvent> events = new ArrayList<>();
      registry.subjects().listen(ORDERS, events::add);
      registry.register(CUSTOMERS, schema(0));
      registry.register(ORDERS, schema(0));
      registry.register(ORDERS, schema(1));
      move.seed();
      move.cutOver();

      assertThatThrownBy(
              () ->
                  registry.register(
                      RegistrationRequest.builder(ORDERS, schema(2)).expectedLatest(1).build()))
          .isInstanceOf(VersionConflictException.class);
      registry.register(RegistrationRequest.builder(ORDERS, schema(2)).expectedLatest(2).build());
      registry.subjects().activate(ORDERS, 1);
      registry.subjects().activate(ORDERS, 3);
      registry.evolution().changeGlobalMode(CompatibilityMode.FULL);
      assertThat(events).hasSize(5);
    }
  }

  @Test
  void writersGoOnWhileItMoves() throws Exception {
    RegistryMove move = move();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Path moved = folder.resolve("moved.ndjson");
    try (SchemaRegistry registry = move.registry()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Subject own = Subject.of("thread", "s" + t);
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    registry.register(own, schema(i));
                    registry.register(ORDERS, schema(i));
                  }
                }));
      }
      move.seed();
      move.cutOver();
      for (Future<?> writer : writers) {
        writer.get(5, TimeUnit.MINUTES);
      }
      assertThat(move.differences().listed()).isEmpty();
      assertThat(registry.latest(ORDERS).version()).isEqualTo(40);
      EmbeddedRegistry.export(registry, moved);
    } finally {
      threads.shutdownNow();
    }
    assertThat(SqliteRegistry.verify(file()).damages()).isEmpty();
    try (SchemaRegistry again = SqliteRegistry.open(file())) {
      Path reopened = folder.resolve("reopened.ndjson");
      EmbeddedRegistry.export(again, reopened);
      assertThat(Files.readAllLines(reopened)).isEqualTo(Files.readAllLines(moved));
    }
  }

  @Test
  void whatIsTouchedWhileOthersWriteIsCopiedAsItIs() throws Exception {
    RegistryMove move =
        SqliteRegistry.builder(file()).importing(export()).openInMemoryMovingToFile();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (SchemaRegistry registry = move.registry()) {
      Future<?> modes =
          threads.submit(
              () -> {
                for (int i = 0; i < 60; i++) {
                  registry
                      .evolution()
                      .changeGlobalMode(
                          i % 2 == 0 ? CompatibilityMode.FULL : CompatibilityMode.NONE);
                }
              });
      Future<?> touches =
          threads.submit(
              () -> {
                for (int i = 0; i < 10; i++) {
                  registry.register(Subject.of("other", "s" + i), schema(20 + i));
                }
              });
      modes.get(5, TimeUnit.MINUTES);
      touches.get(5, TimeUnit.MINUTES);
      assertThat(move.differences().listed()).isEmpty();
      move.seed();
      move.cutOver();
      assertThat(move.phase()).isEqualTo(Phase.MOVED);
    } finally {
      threads.shutdownNow();
    }
  }
}
