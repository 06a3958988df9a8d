package io.cairn.examples;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.RegistryExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the application writes may change only as its readers can bear it. */
// GUIDE
@ExtendWith(RegistryExtension.class)
class BaselineTest {
  private static final Path BASELINES = Path.of("src/test/resources/baselines");

  @Test
  void ordersStayCompatible(SchemaRegistry registry) throws IOException {
    renewIfAsked(OrderPlaced.SUBJECT, OrderPlaced.SCHEMA);
    requireCompatible(
        registry, OrderPlaced.SUBJECT, OrderPlaced.SCHEMA, CompatibilityMode.BACKWARD);
  }

  private static Path baseline(Subject subject) {
    return BASELINES.resolve(subject + ".json");
  }

  static void requireCompatible(
      SchemaRegistry registry, Subject subject, Schema schema, CompatibilityMode mode)
      throws IOException {
    registry.register(subject, SchemaJson.read(Files.readString(baseline(subject))));
    registry.evolution().changeMode(subject, mode);
    assertThat(registry.evolution().check(subject, schema)).isCompatible();
  }

  private static void renewIfAsked(Subject subject, Schema schema) throws IOException {
    if (Boolean.getBoolean("baseline.renew")) {
      Files.createDirectories(BASELINES);
      Files.writeString(baseline(subject), SchemaJson.write(schema) + "\n");
    }
  }
}
// GUIDE
