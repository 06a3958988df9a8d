package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry's builder decides once, for where nothing else is said. */
public interface DefaultsContract extends StoreUnderTest {

  private SchemaRegistry openWith(CompatibilityMode initial) {
    return EmbeddedRegistry.builder(openStore()).initialMode(initial).build();
  }

  @Test
  @Tag("N1")
  default void theInitialModeHoldsUntilAnotherOneIsSet() {
    try (SchemaRegistry registry = openWith(CompatibilityMode.FULL)) {
      registry.register(ORDERS, V1);
      assertThat(registry.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.FULL);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.evolution().globalPolicy().mode()).isEqualTo(CompatibilityMode.FULL);
    }
    try (SchemaRegistry registry = openWith(CompatibilityMode.NONE)) {
      assertThat(registry.evolution().globalPolicy().mode()).isEqualTo(CompatibilityMode.FULL);
      registry.evolution().changeGlobalMode(CompatibilityMode.FORWARD);
    }
    try (SchemaRegistry registry = openWith(CompatibilityMode.NONE)) {
      assertThat(registry.evolution().globalPolicy().mode()).isEqualTo(CompatibilityMode.FORWARD);
    }
  }

  @Test
  @Tag("N1")
  default void anInitialModeThatCannotBeWrittenOpensNothing() {
    FaultyStore store = new FaultyStore(openStore());
    store.failNext(Fault.NOT_WRITTEN);
    assertThatThrownBy(EmbeddedRegistry.builder(store).initialMode(CompatibilityMode.FULL)::build)
        .isInstanceOf(StoreException.class);
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.evolution().globalPolicy().mode()).isEqualTo(CompatibilityMode.BACKWARD);
    }
  }

  @Test
  @Tag("N1")
  default void discoveryGoesByTheRegistrysOptionsWhereTheCallHasNone(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("data.csv");
    Files.writeString(file, "n\n1\nx\n");
    DiscoveryOptions one = DiscoveryOptions.builder().sampleRecords(1).build();
    try (SchemaRegistry registry =
        EmbeddedRegistry.builder(openStore()).discoveryDefaults(one).build()) {
      assertThat(registry.discover(file.toUri()).contradictions()).hasSize(1);
      assertThat(registry.discovery().discover(file.toUri()).contradictions()).hasSize(1);
      assertThat(
              registry
                  .discovery()
                  .discover(file.toUri(), DiscoveryOptions.defaults())
                  .schema()
                  .fields()
                  .get(0)
                  .type())
          .isEqualTo(ScalarType.TEXT);
    }
  }
}
