package io.cairn.registry.sqlite;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight releases of the Elastic Common Schema, six years, as the versions of one subject. */
@Tag("real-data")
class RealHistoryTest {
  private static final List<String> RELEASES = EcsRelease.NAMES;
  private static final Subject ECS = Subject.of("elastic", "ecs");

  @TempDir private Path folder;
  private final List<Schema> schemas = new ArrayList<>();
  private Path file;

  @BeforeEach
  void registerEveryRelease() throws IOException {
    file = folder.resolve("registry.db");
    EcsRelease.all().forEach(release -> schemas.add(release.schema()));
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.evolution().changeMode(ECS, CompatibilityMode.NONE);
      for (int i = 0; i < RELEASES.size(); i++) {
        Registration made =
            registry.register(
                RegistrationRequest.builder(ECS, schemas.get(i)).reason(RELEASES.get(i)).build());
        assertThat(made.outcome()).isEqualTo(Registration.Outcome.CREATED);
        assertThat(made.version().version()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  @Tag("R2")
  void everyReleaseIsReadBackExactlyAfterReopening() {
    List<Schema> read = new ArrayList<>();
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry).hasLatest(ECS, 8);
      for (VersionDetails details : registry.subjects().history(ECS)) {
        assertThat(details.reason()).isEqualTo(RELEASES.get(read.size()));
        read.add(registry.schemas().version(ECS, details.ref().version()).schema());
      }
    }
    assertThat(read).isEqualTo(schemas);
    assertThat(schemas)
        .extracting(schema -> schema.fields().size())
        .containsExactly(269, 505, 723, 1_190, 1_268, 1_540, 1_747, 1_786);
  }

  @Test
  @Tag("R6")
  void theHistorySaysHowMuchEveryReleaseChanged() {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.subjects().history(ECS))
          .extracting(
              details -> count(details, Change.Added.class),
              details -> count(details, Change.Removed.class),
              details -> count(details, Change.TypeChanged.class),
              details -> details.label().toString())
          .containsExactly(
              Tuple.tuple(0L, 0L, 0L, "1.0.0"),
              Tuple.tuple(236L, 0L, 0L, "1.1.0"),
              Tuple.tuple(241L, 23L, 0L, "1.2.0"),
              Tuple.tuple(467L, 0L, 0L, "1.3.0"),
              Tuple.tuple(93L, 15L, 1L, "2.0.0"),
              Tuple.tuple(272L, 0L, 0L, "2.1.0"),
              Tuple.tuple(208L, 1L, 4L, "3.0.0"),
              Tuple.tuple(41L, 2L, 0L, "3.1.0"));
    }
  }

  private static long count(VersionDetails details, Class<? extends Change> kind) {
    return details.changes().changes().stream().filter(kind::isInstance).count();
  }

  @Test
  @Tag("D1")
  void theDifferencesAreTheOnesThatWereAnnounced() {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.evolution().diff(ECS, 4, 5).changes())
          .contains(
              new Change.TypeChanged(
                  path("log.origin.file.line"), ScalarType.INT, ScalarType.BIGINT),
              new Change.Removed(path("log.original"), field(4, "log.original")),
              new Change.Removed(path("host.user.name"), field(4, "host.user.name")),
              new Change.Added(
                  path("cloud.origin.account.id"), field(5, "cloud.origin.account.id")));
      assertThat(registry.evolution().diff(ECS, 7, 8).changes())
          .filteredOn(Change.Removed.class::isInstance)
          .containsExactlyInAnyOrder(
              new Change.Removed(path("process.pgid"), field(7, "process.pgid")),
              new Change.Removed(path("process.parent.pgid"), field(7, "process.parent.pgid")));
      assertThat(registry.evolution().diff(ECS, 1, 8).changes())
          .contains(
              new Change.DocChanged(path("message"), "", field(8, "message").doc()),
              new Change.Added(path("data_stream.type"), field(8, "data_stream.type")));
      assertThat(registry.evolution().diff(ECS, 8, 8)).isEmpty();
    }
  }

  private static FieldPath path(String name) {
    return FieldPath.of(name);
  }

  private Field field(int version, String name) {
    return schemas.get(version - 1).findField(name).orElseThrow();
  }

  @Test
  @Tag("M5")
  void aFieldKeepsItsOrdinalAndNoOtherFieldEverGetsIt() {
    Map<FieldPath, Integer> before = new HashMap<>();
    Map<Integer, FieldPath> ever = new HashMap<>();
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      for (int number = 1; number <= RELEASES.size(); number++) {
        SchemaVersion version = registry.schemas().version(ECS, number);
        Map<FieldPath, Integer> ordinals = version.layout().ordinals();
        assertThat(ordinals.keySet())
            .containsExactlyInAnyOrderElementsOf(SchemaWalk.fields(version.schema()).keySet());
        ordinals.forEach(
            (path, ordinal) -> {
              assertThat(before.getOrDefault(path, ordinal)).isEqualTo(ordinal);
              FieldPath owner = ever.putIfAbsent(ordinal, path);
              assertThat(owner == null || owner.equals(path)).as(path.toString()).isTrue();
            });
        before.clear();
        before.putAll(ordinals);
      }
    }
    assertThat(before).containsEntry(path("@timestamp"), 1);
  }

  @Test
  @Tag("C1")
  void whatTheDefaultModeWouldHaveRefusedIsReported() {
    List<String> refused = new ArrayList<>();
    Subject guarded = Subject.of("elastic", "guarded");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      for (int i = 0; i < RELEASES.size(); i++) {
        try {
          registry.register(guarded, schemas.get(i));
        } catch (IncompatibleSchemaException incompatible) {
          refused.add(RELEASES.get(i));
          assertThat(incompatible.report().violations())
              .extracting(
                  Violation::rule, Violation::direction, Violation::location, Violation::against)
              .containsExactlyInAnyOrder(
                  lossy("process.io.bytes_skipped.length"),
                  lossy("process.io.bytes_skipped.offset"),
                  lossy("process.io.total_bytes_captured"),
                  lossy("process.io.total_bytes_skipped"));
        }
      }
      assertThat(registry).hasLatest(guarded, 6);
      assertThat(registry.evolution().canRead(schemas.get(3), schemas.get(4)))
          .violatesOnly(Rule.TYPE_NARROWED, "log\\.origin\\.file\\.line");
    }
    assertThat(refused).containsExactly("8.11.0", "9.0.0");
  }

  private static Tuple lossy(String field) {
    return Tuple.tuple(Rule.TYPE_LOSSY, Direction.BACKWARD, path(field).toString(), 6);
  }
}
