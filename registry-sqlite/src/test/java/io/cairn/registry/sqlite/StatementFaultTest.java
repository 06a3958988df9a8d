package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SourceDocument;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever statement fails, once or from then on: all or nothing, and whoever asked is told. */
@Tag("W5")
class StatementFaultTest {
  private static final Subject LEFT = Subject.of("fault", "left");
  private static final Subject RIGHT = Subject.of("fault", "right");
  private static final Schema FIRST = schema("a");
  private static final Schema SECOND = schema("a", "b");
  private static final Schema THIRD = schema("a", "b", "c");

  @TempDir private Path folder;
  private Path before;

  /** Something that changes what is kept. */
  private record Change(String name, Consumer<SchemaRegistry> change) {
    void make(SchemaRegistry registry) {
      change.accept(registry);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Change> changes() {
    return List.of(
        new Change("register", registry -> registry.register(RIGHT, THIRD)),
        new Change(
            "register with a document",
            registry ->
                registry.register(
                    RegistrationRequest.builder(LEFT, THIRD)
                        .document(new SourceDocument("text", new byte[] {1, 2, 3}))
                        .build())),
        new Change(
            "register together",
            registry ->
                registry
                    .schemas()
                    .registerAll(
                        List.of(
                            RegistrationRequest.of(LEFT, THIRD),
                            RegistrationRequest.of(RIGHT, FIRST),
                            RegistrationRequest.of(RIGHT, THIRD)))),
        new Change("revert", registry -> registry.schemas().revertTo(LEFT, 1, "", "")),
        new Change("delete", registry -> registry.subjects().delete(LEFT, 2)),
        new Change("activate", registry -> registry.subjects().activate(LEFT, 1)),
        new Change("purge", registry -> registry.subjects().purge(Subject.of("fault", "deleted"))),
        new Change(
            "change the global mode",
            registry -> registry.evolution().changeGlobalMode(CompatibilityMode.NONE)));
  }

  private static Schema schema(String... names) {
    Schema.Builder schema = Schema.builder();
    for (String name : names) {
      schema.field(Field.nullable(name, ScalarType.TEXT));
    }
    return schema.build();
  }

  @BeforeEach
  void prepareAFile() {
    before = folder.resolve("before.db");
    try (SchemaRegistry registry = registry(before, UnaryOperator.identity())) {
      registry.register(LEFT, FIRST);
      registry.register(LEFT, SECOND);
      registry.register(Subject.of("fault", "deleted"), FIRST);
      registry.subjects().delete(Subject.of("fault", "deleted"));
    }
  }

  private static SchemaRegistry registry(Path file, UnaryOperator<Connection> wiring) {
    TestClock clock = new TestClock();
    return EmbeddedRegistry.builder(SqliteStore.open(file, clock, WriterLimits.DEFAULTS, wiring))
        .clock(clock)
        .build();
  }

  /** Everything that a registry keeps. */
  private String content(SchemaRegistry registry) throws IOException {
    Path export = folder.resolve("content");
    EmbeddedRegistry.export(registry, export);
    String content = Files.readString(export);
    Files.delete(export);
    return content;
  }

  private String content(Path file) throws IOException {
    try (SchemaRegistry registry = registry(file, UnaryOperator.identity())) {
      return content(registry);
    }
  }

  private Path copy() throws IOException {
    Path file = folder.resolve("registry.db");
    for (String suffix : List.of("-wal", "-shm", ".lock")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
    Files.deleteIfExists(file);
    return Files.copy(before, file);
  }

  private static Optional<RegistryException> attempt(
      Consumer<SchemaRegistry> change, SchemaRegistry registry) {
    try {
      change.accept(registry);
      return Optional.empty();
    } catch (StoreException | CommitOutcomeUnknownException told) {
      return Optional.of(told);
    }
  }

  private static void registerMore(SchemaRegistry registry) {
    registry.register(Subject.of("fault", "more"), FIRST);
  }

  private static void requireTold(
      String where, Optional<RegistryException> told, String now, String[] states) {
    if (told.isEmpty()) {
      assertThat(now).as(where).isEqualTo(states[1]);
    } else if (told.get() instanceof StoreException) {
      assertThat(now).as(where).isEqualTo(states[0]);
    } else {
      assertThat(now).as(where).isIn((Object[]) states);
    }
  }

  /** What is kept before and after a change. */
  private String[] states(Change change) throws IOException {
    Path file = copy();
    String was = content(file);
    try (SchemaRegistry registry = registry(file, UnaryOperator.identity())) {
      change.make(registry);
      return new String[] {was, content(registry)};
    }
  }

  /** One attempt with a fault; whether there was such a statement. */
  private interface Trial {
    boolean run(StatementFaults.Kind kind, int statement, Change change, String[] states)
        throws IOException;
  }

  /** Each statement in one of the ways to fail. */
  private void inTurn(Change change, Trial trial) throws IOException {
    StatementFaults.Kind[] kinds = StatementFaults.Kind.values();
    String[] states = states(change);
    int statement = 1;
    while (trial.run(kinds[statement % kinds.length], statement, change, states)) {
      statement++;
    }
    assertThat(statement).isGreaterThan(4);
  }

  /** Each statement in each of the ways to fail. */
  private void inEveryWay(Change change, Trial trial) throws IOException {
    String[] states = states(change);
    for (StatementFaults.Kind kind : StatementFaults.Kind.values()) {
      int statement = 1;
      while (trial.run(kind, statement, change, states)) {
        statement++;
      }
      assertThat(statement).isGreaterThan(4);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aStatementThatFailsOnceLeavesAllOrNothingAndAWriterThatGoesOn(Change change)
      throws IOException {
    inTurn(change, this::failOnce);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whenEveryStatementFailsFromOneOnEverythingIsRefusedAndNothingIsHalfWritten(Change change)
      throws IOException {
    inTurn(change, this::failFrom);
  }

  @ParameterizedTest
  @MethodSource("changes")
  @Tag("campaign")
  void inWhateverWayAStatementFailsAllOrNothingIsLeft(Change change) throws IOException {
    inEveryWay(change, this::failOnce);
    inEveryWay(change, this::failFrom);
  }

  private boolean failOnce(StatementFaults.Kind kind, int n, Change change, String[] states)
      throws IOException {
    StatementFaults faults = new StatementFaults();
    Path file = copy();
    String where = kind + " at statement " + n;
    boolean failed;
    try (SchemaRegistry registry = registry(file, faults::wire)) {
      faults.arm(kind, n, n);
      Optional<RegistryException> told = attempt(change::make, registry);
      failed = faults.disarm() > 0;
      String now = content(registry);
      requireTold(where, told, now, states);
      if (now.equals(states[0])) {
        change.make(registry);
        assertThat(content(registry)).as(where).isEqualTo(states[1]);
      }
    }
    assertThat(SqliteRegistry.verify(file).damages()).as(where).isEmpty();
    assertThat(content(file)).as(where).isEqualTo(states[1]);
    return failed;
  }

  private boolean failFrom(StatementFaults.Kind kind, int n, Change change, String[] states)
      throws IOException {
    StatementFaults faults = new StatementFaults();
    Path file = copy();
    String where = kind + " from statement " + n;
    Optional<RegistryException> told;
    try (SchemaRegistry registry = registry(file, faults::wire)) {
      faults.arm(kind, n, Long.MAX_VALUE);
      told = attempt(change::make, registry);
      if (told.isPresent()) {
        assertThat(attempt(StatementFaultTest::registerMore, registry)).as(where).isPresent();
      }
    }
    assertThat(SqliteRegistry.verify(file).damages()).as(where).isEmpty();
    requireTold(where, told, content(file), states);
    return faults.disarm() > 0;
  }
}
