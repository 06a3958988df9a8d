package io.cairn.registry.sqlite;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Registration;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file of every format there was is read as it was written; see {@link FormatFixture}. */
@Tag("W6")
class FormatFixtureTest {
  @TempDir private Path folder;

  static IntStream formats() {
    return IntStream.rangeClosed(1, Format.CURRENT);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FormatFixtureTest.class.getResourceAsStream("/formats/" + name))) {
      return in.readAllBytes();
    }
  }

  private Path copy(int format) throws IOException {
    return Files.write(folder.resolve("registry.db"), resource("format-" + format + ".db"));
  }

  @ParameterizedTest(name = "format {0}")
  @MethodSource("formats")
  void everythingIsReadBackAsItWasWritten(int format) throws IOException {
    String expected = new String(resource("format-" + format + ".txt"), StandardCharsets.UTF_8);
    Path file = copy(format);
    for (int opening = 1; opening <= 2; opening++) {
      try (SchemaRegistry registry = SqliteRegistry.open(file)) {
        assertThat(RegistryText.of(registry)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest(name = "format {0}")
  @MethodSource("formats")
  void theRecordedChangesAreStillTheDifferences(int format) throws IOException {
    try (SchemaRegistry registry = SqliteRegistry.open(copy(format))) {
      for (VersionDetails details : registry.subjects().history(FormatFixture.ORDERS)) {
        if (registry.schemas().findVersion(FormatFixture.ORDERS, details.previous()).isPresent()) {
          assertThat(details.changes())
              .hasExactly(
                  registry
                      .evolution()
                      .diff(FormatFixture.ORDERS, details.previous(), details.ref().version())
                      .changes()
                      .toArray(Change[]::new));
        }
      }
    }
  }

  @ParameterizedTest(name = "format {0}")
  @MethodSource("formats")
  void workGoesOnWhereItStopped(int format) throws IOException {
    Field more = Field.nullable("more", ScalarType.TEXT);
    try (SchemaRegistry registry = SqliteRegistry.open(copy(format))) {
      assertThat(registry.evolution().policy(Subject.of("not", "registered")).mode())
          .isEqualTo(CompatibilityMode.FORWARD);
      List<VersionDetails> known = registry.subjects().history(FormatFixture.ORDERS);
      int last = known.get(known.size() - 1).ref().version();
      Schema latest = registry.latest(FormatFixture.ORDERS).schema();
      Registration next =
          registry.register(FormatFixture.ORDERS, latest.toBuilder().field(more).build());
      assertThat(next.version().version()).isEqualTo(last + 1);
      assertThat(next.version().layout().findOrdinal(FieldPath.of(more)))
          .hasValue(format == 1 ? 5 : 6);
      registry.subjects().restore(FormatFixture.DELETED);
      registry.register(FormatFixture.PURGED, Schema.of(more));
      assertThat(registry)
          .hasLatest(FormatFixture.DELETED, 1)
          .hasLatest(FormatFixture.PURGED, 2)
          .hasLatest(FormatFixture.AGAIN, 2);
    }
  }
}
