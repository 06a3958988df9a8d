package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.operation.CacheStatus;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry that a process was told to use. */
@Tag("N1")
class RegistriesTest {
  private static final Map<String, String> NONE = Map.of();

  @TempDir private Path folder;
  private Path file;
  private Path data;

  @BeforeEach
  void writeTheData() throws IOException {
    file = folder.resolve("registry.db");
    data = folder.resolve("data.csv");
    Files.writeString(data, "n\n1\nx\n");
  }

  private static Registries.Builder with(
      Map<String, String> properties, Map<String, String> environment) {
    return Registries.builder(new ConfiguredValues(properties, environment));
  }

  private static Registries.Builder memoryWith(String setting, String value) {
    return with(NONE, Map.of("REGISTRY_URL", "memory:", setting, value));
  }

  private static CompatibilityMode mode(Registries.Builder builder) {
    try (SchemaRegistry registry = builder.open()) {
      return registry.evolution().globalPolicy().mode();
    }
  }

  @Test
  void thePathOfAFileOpensIt() {
    try (SchemaRegistry registry = with(NONE, Map.of("REGISTRY_URL", file.toString())).open()) {
      registry.register(Subject.of("a", "b"), Schema.of(Field.required("id", ScalarType.BIGINT)));
    }
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.subjects().list()).hasSize(1);
    }
  }

  @Test
  void memoryIsForgotten() throws IOException {
    try (SchemaRegistry registry = with(NONE, Map.of("REGISTRY_URL", " memory: ")).open()) {
      registry.register(Subject.of("a", "b"), Schema.of(Field.required("id", ScalarType.BIGINT)));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(data);
    }
  }

  @Test
  void theBuilderGoesBeforePropertiesAndThoseBeforeTheEnvironment() {
    Map<String, String> environment =
        Map.of("REGISTRY_URL", "memory:", "REGISTRY_COMPATIBILITY", "FORWARD");
    Map<String, String> properties = Map.of("registry.compatibility", "full");
    assertThat(mode(with(NONE, Map.of("REGISTRY_URL", "memory:"))))
        .isEqualTo(CompatibilityMode.BACKWARD);
    assertThat(mode(with(NONE, environment))).isEqualTo(CompatibilityMode.FORWARD);
    assertThat(mode(with(properties, environment))).isEqualTo(CompatibilityMode.FULL);
    assertThat(mode(with(properties, environment).compatibility(CompatibilityMode.NONE)))
        .isEqualTo(CompatibilityMode.NONE);
    assertThat(mode(with(Map.of("registry.compatibility", "  "), environment)))
        .isEqualTo(CompatibilityMode.FORWARD);
    assertThat(mode(with(NONE, Map.of("REGISTRY_URL", "no/such/folder/x")).url("memory:")))
        .isEqualTo(CompatibilityMode.BACKWARD);
  }

  @Test
  void anExplicitPolicyOfTheFileStays() {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.evolution().changeGlobalMode(CompatibilityMode.FORWARD);
    }
    Map<String, String> environment =
        Map.of("REGISTRY_URL", file.toString(), "REGISTRY_COMPATIBILITY", "NONE");
    assertThat(mode(with(NONE, environment))).isEqualTo(CompatibilityMode.FORWARD);
  }

  @Test
  void theCacheIsAsLargeAsItIsSaid() {
    try (SchemaRegistry registry = memoryWith("REGISTRY_CACHE_SIZE", "1").open()) {
      var unused = registry.discover(data.toUri());
      assertThat(registry.operations().health().cache().entries()).isEqualTo(1);
    }
    try (SchemaRegistry registry = memoryWith("REGISTRY_CACHE_SIZE", "0").open()) {
      var unused = registry.discover(data.toUri());
      assertThat(registry.operations().health().cache()).isEqualTo(CacheStatus.OFF);
    }
    try (SchemaRegistry registry = memoryWith("REGISTRY_CACHE_SIZE", "0").cacheSize(2).open()) {
      var unused = registry.discover(data.toUri());
      assertThat(registry.operations().health().cache().entries()).isEqualTo(1);
    }
  }

  @Test
  void asManyRecordsDecideTheTypesAsIsSaid() {
    try (SchemaRegistry registry = memoryWith("REGISTRY_FILE_INFER_RECORDS", "1").open()) {
      assertThat(registry.discover(data.toUri()).contradictions()).hasSize(1);
    }
    try (SchemaRegistry registry =
        memoryWith("REGISTRY_FILE_INFER_RECORDS", "1").inferRecords(2).open()) {
      assertThat(registry.discover(data.toUri()).contradictions()).isEmpty();
    }
  }

  @Test
  void aBadValueIsRefusedWithItsNameItsValueAndItsRange() {
    refused("REGISTRY_CACHE_TTL", "soon", "a whole number of seconds from 1 to 604800");
    refused("REGISTRY_CACHE_TTL", "0", "from 1 to 604800");
    refused("REGISTRY_CACHE_TTL", "604801", "from 1 to 604800");
    refused("REGISTRY_CACHE_SIZE", "-1", "a whole number of entries from 0 to 1000000");
    refused("REGISTRY_CACHE_SIZE", "1000001", "from 0 to 1000000");
    refused("REGISTRY_CACHE_SIZE", "99999999999", "from 0 to 1000000");
    refused("REGISTRY_COMPATIBILITY", "BACKWARDS", "BACKWARD_TRANSITIVE");
    refused("REGISTRY_FILE_INFER_RECORDS", "1.5", "a whole number of records from 1 to 1000000");
    refused("REGISTRY_FILE_INFER_RECORDS", "0", "from 1 to 1000000");
  }

  private static void refused(String setting, String value, String range) {
    assertThatThrownBy(memoryWith(setting, value)::open)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(setting + " is \"" + value + "\"")
        .hasMessageContaining(range);
    String property = ConfiguredValues.property(setting);
    assertThatThrownBy(with(Map.of(property, value), Map.of("REGISTRY_URL", "memory:"))::open)
        .hasMessageContaining(property + " is \"" + value + "\"");
  }

  @Test
  void aPlaceOfAnotherKindIsRefusedAndNothingCreated() throws IOException {
    for (String url :
        List.of("postgres://host/db", "jdbc:sqlite:x.db", "memory:x", "file:/x.db", "a\0b")) {
      assertThatThrownBy(with(NONE, NONE).url(url)::open)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("memory:")
          .hasMessageContaining("the path of a SQLite file");
    }
    assertThatThrownBy(
            with(NONE, Map.of("REGISTRY_URL", file + "x", "REGISTRY_CACHE_TTL", "?"))::open)
        .isInstanceOf(InvalidInputException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(data);
    }
  }

  @Test
  void thatNothingSaysWhereIsRefusedWithTheWayOut() {
    for (Map<String, String> environment : List.of(NONE, Map.of("REGISTRY_URL", " "))) {
      assertThatThrownBy(with(NONE, environment)::open)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("REGISTRY_URL")
          .hasMessageContaining("registry.url")
          .hasMessageContaining("memory:");
    }
  }

  @Test
  void theBuildersOwnValuesHaveRangesToo() {
    Registries.Builder builder = with(NONE, NONE);
    assertThatThrownBy(() -> builder.cacheSize(-1)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.cacheTtl(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> builder.inferRecords(0)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void namesThatNearlyAreSettingsAreSuspected() {
    ConfiguredValues values =
        new ConfiguredValues(
            Map.of("registry.cache.tll", "1", "registry.url", "memory:", "user.name", "x"),
            Map.of(
                "REGISTRY_CASHE_SIZE", "1",
                "REGISTRY_STORAGE_DRIVER", "inmemory",
                "REGISTRY_CACHE_TTL", "1"));
    assertThat(
            values.misspellings(
                List.of("REGISTRY_CACHE_TTL", "REGISTRY_CACHE_SIZE", "REGISTRY_URL")))
        .satisfiesExactly(
            one -> assertThat(one).contains("REGISTRY_CASHE_SIZE", "REGISTRY_CACHE_SIZE?"),
            two -> assertThat(two).contains("registry.cache.tll", "registry.cache.ttl?"));
  }

  @Test
  void thePropertiesOfTheProcessAreRead() {
    assertThat(ConfiguredValues.ofProcess().find("JAVA_VERSION"))
        .contains(new ConfiguredValues.Value("java.version", System.getProperty("java.version")));
  }
}
