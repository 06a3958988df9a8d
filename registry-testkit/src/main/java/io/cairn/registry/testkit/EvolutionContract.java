package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.error.DeletedException;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which changes are let through. */
public interface EvolutionContract extends StoreUnderTest {
  private static Schema idAnd(Field field) {
    return Schema.of(ID, field);
  }

  private static Field withDefault(ScalarType type) {
    return Field.builder("n", type).defaultsTo(0).build();
  }

  @Test
  @Tag("C1")
  default void aNewRegistryLetsOnlyBackwardCompatibleChangesThrough() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);

      assertThat(registry.evolution().globalPolicy()).isEqualTo(CompatibilityPolicy.DEFAULT);
      assertThat(registry.evolution().check(ORDERS, V2).isCompatible()).isTrue();
      assertThat(registry.evolution().check(CUSTOMERS, BREAKING).isCompatible()).isTrue();
      assertThatThrownBy(() -> registry.register(ORDERS, BREAKING))
          .isInstanceOfSatisfying(
              IncompatibleSchemaException.class,
              refused -> {
                assertThat(refused.report())
                    .isEqualTo(registry.evolution().check(ORDERS, BREAKING));
                assertThat(refused.report().violations())
                    .extracting(Violation::rule, Violation::location, Violation::against)
                    .containsExactly(Tuple.tuple(Rule.TYPE_CHANGED, "id", 1));
              })
          .hasMessageContaining("com.acme.orders")
          .hasMessageContaining("was BIGINT, is TEXT");
      assertThat(registry.latest(ORDERS).version()).isEqualTo(1);
    }
  }

  @Test
  @Tag("C1")
  default void aSubjectsOwnModeGoesBeforeTheGlobalOne() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      registry.evolution().changeGlobalMode(CompatibilityMode.FULL);
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.NONE);
      assertThat(registry.evolution().findOwnPolicy(CUSTOMERS)).isEmpty();
      assertThat(registry.evolution().policy(CUSTOMERS).mode()).isEqualTo(CompatibilityMode.FULL);
      assertThat(registry.subjects().list()).isEmpty();

      registry.register(ORDERS, V1);
      registry.register(ORDERS, BREAKING);
      registry.evolution().inheritPolicy(ORDERS);

      assertThat(registry.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.FULL);
      assertThatThrownBy(() -> registry.register(ORDERS, V2))
          .isInstanceOf(IncompatibleSchemaException.class);
    }
  }

  @Test
  @Tag("C1")
  default void forwardAndFullLookTheOtherWayToo() {
    Schema without = Schema.of(ID);
    Schema withRequired = idAnd(Field.required("n", ScalarType.INT));
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, without);
      assertThat(registry.evolution().check(ORDERS, withRequired).isCompatible()).isFalse();
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FORWARD);
      assertThat(registry.evolution().check(ORDERS, withRequired).isCompatible()).isTrue();
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
      assertThat(registry.evolution().check(ORDERS, withRequired).isCompatible()).isFalse();
      assertThat(
              registry.evolution().check(ORDERS, idAnd(withDefault(ScalarType.INT))).isCompatible())
          .isTrue();
    }
  }

  @Test
  @Tag("C3")
  default void aTransitiveModeFindsTheVersionThatAPlainOneDoesNotSee() {
    Schema first = Schema.of(ID);
    Schema second = idAnd(withDefault(ScalarType.INT));
    Schema third = idAnd(Field.required("n", ScalarType.INT));
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, first);
      registry.register(ORDERS, second);

      assertThat(registry.evolution().check(ORDERS, third).isCompatible()).isTrue();
      registry.evolution().changeMode(ORDERS, CompatibilityMode.BACKWARD_TRANSITIVE);
      CompatibilityReport report = registry.evolution().check(ORDERS, third);

      assertThat(report.violations()).extracting(Violation::against).containsExactly(1);
      assertThat(report.explain())
          .contains("FIELD_MISSING at n")
          .contains("version 1")
          .contains("default");
    }
  }

  @Test
  @Tag("C2")
  default void canReadAsksNoHistory() {
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.evolution().canRead(V2, V1).isCompatible()).isTrue();
      assertThat(registry.evolution().canRead(BREAKING, V1).isCompatible()).isFalse();
    }
  }

  @Test
  @Tag("R10")
  default void knownContentIsNotCheckedAgain() {
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
      registry.register(ORDERS, V1);
      registry.register(ORDERS, BREAKING);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL_TRANSITIVE);

      assertThat(registry.evolution().check(ORDERS, V1).isCompatible()).isTrue();
      assertThat(registry.register(ORDERS, V1).outcome()).isEqualTo(Outcome.KNOWN_OLDER);
      registry.subjects().delete(ORDERS);
      assertThatThrownBy(() -> registry.evolution().check(ORDERS, V1))
          .isInstanceOf(DeletedException.class);
    }
  }
}
