package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.BREAKING;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.Samples.V1;
import static io.cairn.registry.testkit.Samples.V2;
import static io.cairn.registry.testkit.Samples.V3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose policy holds, and for which versions. */
public interface PolicyContract extends StoreUnderTest {
  private static List<CompatibilityPolicy> everyPolicy() {
    List<CompatibilityPolicy> policies = new ArrayList<>();
    for (CompatibilityMode mode : CompatibilityMode.values()) {
      for (OptionalFields optional : OptionalFields.values()) {
        for (UnknownSymbols symbols : UnknownSymbols.values()) {
          for (Promotions promotions : Promotions.values()) {
            policies.add(
                CompatibilityPolicy.of(mode)
                    .withReading(new ReadingOptions(optional, symbols, promotions)));
          }
        }
      }
      policies.add(CompatibilityPolicy.of(mode).groupedBy("major"));
      policies.add(CompatibilityPolicy.of(mode).groupedBy("a \"'\\/😀\u2028 trait").since(2));
      policies.add(CompatibilityPolicy.of(mode).since(Integer.MAX_VALUE));
    }
    return policies;
  }

  private static Schema major(Schema schema, String value) {
    return schema.toBuilder().trait("major", value).build();
  }

  private static List<Integer> against(CompatibilityReport report) {
    return report.violations().stream().map(Violation::against).toList();
  }

  @Test
  @Tag("C1")
  default void aPolicySurvivesReopeningWithEveryOption() {
    List<CompatibilityPolicy> policies = everyPolicy();
    CompatibilityPolicy global = policies.get(policies.size() - 2);
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changeGlobalPolicy(global);
      for (int i = 0; i < policies.size(); i++) {
        registry.evolution().changePolicy(Subject.of("policies", "p" + i), policies.get(i));
      }
    }
    try (SchemaRegistry registry = openRegistry()) {
      assertThat(registry.evolution().globalPolicy()).isEqualTo(global);
      assertThat(
              IntStream.range(0, policies.size())
                  .mapToObj(i -> registry.evolution().policy(Subject.of("policies", "p" + i)))
                  .collect(Collectors.toList()))
          .isEqualTo(policies);
    }
  }

  @Test
  @Tag("C1")
  default void changingTheModeKeepsTheOtherOptions() {
    CompatibilityPolicy own =
        new CompatibilityPolicy(CompatibilityMode.FULL, ReadingOptions.AVRO, "major", 2);
    CompatibilityPolicy global =
        CompatibilityPolicy.of(CompatibilityMode.NONE).groupedBy("unit").since(3);
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changePolicy(ORDERS, own);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FORWARD);
      assertThat(registry.evolution().findOwnPolicy(ORDERS))
          .contains(own.withMode(CompatibilityMode.FORWARD));

      registry.evolution().changeGlobalPolicy(global);
      registry.evolution().changeGlobalMode(CompatibilityMode.BACKWARD);
      assertThat(registry.evolution().globalPolicy())
          .isEqualTo(global.withMode(CompatibilityMode.BACKWARD));

      registry.evolution().changeMode(CUSTOMERS, CompatibilityMode.FULL);
      assertThat(registry.evolution().findOwnPolicy(CUSTOMERS))
          .as("what held for it until now, with another mode")
          .contains(global.withMode(CompatibilityMode.FULL));
    }
  }

  @Test
  @Tag("C1")
  default void ofTheGlobalPolicyNothingHoldsForASubjectWithItsOwn() {
    CompatibilityPolicy lenient =
        new CompatibilityPolicy(CompatibilityMode.BACKWARD, ReadingOptions.AVRO, "major", 9);
    Schema bytes = Schema.of(Field.required("id", ScalarType.BYTES));
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, BREAKING.toBuilder().build());
      registry.evolution().changeGlobalPolicy(lenient);
      registry.evolution().changePolicy(ORDERS, CompatibilityPolicy.DEFAULT);

      for (Schema proposed : List.of(bytes, major(V1, "2"))) {
        assertThat(registry.evolution().check(ORDERS, proposed))
            .isIncompatible()
            .violates(Rule.TYPE_CHANGED, "id");
      }
      registry.evolution().inheritPolicy(ORDERS);

      assertThat(registry.evolution().findOwnPolicy(ORDERS)).isEmpty();
      assertThat(registry.evolution().policy(ORDERS)).isEqualTo(lenient);
      assertThat(registry.evolution().check(ORDERS, bytes)).isCompatible();
      assertThat(registry.evolution().check(ORDERS, major(V1, "2"))).isCompatible();
    }
  }

  @Test
  @Tag("C1")
  default void anotherGlobalPolicyHoldsAtOnceAlsoForWhatWasCheckedBefore() {
    Schema rounded = Schema.of(Field.required("id", ScalarType.DOUBLE));
    CompatibilityPolicy transitive = CompatibilityPolicy.of(CompatibilityMode.BACKWARD_TRANSITIVE);
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, Schema.of(ID));
      registry.register(ORDERS, Schema.of(ID, NOTE));
      registry.evolution().changeGlobalPolicy(transitive);
      assertThat(against(registry.evolution().check(ORDERS, rounded))).containsExactly(2, 1);

      registry.evolution().changeGlobalPolicy(transitive.since(2));
      assertThat(against(registry.evolution().check(ORDERS, rounded))).containsExactly(2);

      registry.evolution().changeGlobalPolicy(transitive.withReading(ReadingOptions.AVRO));
      assertThat(registry.evolution().check(ORDERS, rounded)).isCompatible();

      registry.evolution().changeGlobalMode(CompatibilityMode.FULL_TRANSITIVE);
      assertThat(registry.evolution().check(ORDERS, rounded)).isIncompatible();

      registry.evolution().changeGlobalMode(CompatibilityMode.NONE);
      assertThat(registry.register(ORDERS, rounded).outcome()).isEqualTo(Outcome.CREATED);
    }
  }

  @Test
  @Tag("C1")
  default void anotherValueOfTheGroupsTraitMayBreakWithThePast() {
    CompatibilityPolicy grouped =
        CompatibilityPolicy.of(CompatibilityMode.FULL_TRANSITIVE).groupedBy("major");
    try (SchemaRegistry registry = openRegistry()) {
      registry.evolution().changePolicy(ORDERS, grouped);
      registry.register(ORDERS, major(V1, "1"));
      registry.register(ORDERS, major(V2, "1"));

      assertThat(registry.register(ORDERS, major(BREAKING, "2")).version().version()).isEqualTo(3);
      assertThat(against(registry.evolution().check(ORDERS, major(V2, "2"))))
          .containsOnly(3)
          .isNotEmpty();
      assertThat(registry.evolution().check(ORDERS, major(V3, "1"))).isCompatible();
      assertThat(against(registry.evolution().check(ORDERS, major(Schema.of(ID), "1"))))
          .containsExactly(2, 1);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL);
      assertThat(against(registry.evolution().check(ORDERS, major(Schema.of(ID), "1"))))
          .as("the newest version of the group, not of the subject")
          .containsExactly(2);
      assertThat(
              registry
                  .evolution()
                  .check(ORDERS, major(V3, "1").toBuilder().trait("unit", "s").build()))
          .as("another trait")
          .violatesOnly(Rule.TRAIT_CHANGED, "trait unit");
    }
  }

  @Test
  @Tag("C1")
  default void versionsWithoutTheGroupsTraitAreAGroup() {
    try (SchemaRegistry registry = openRegistry()) {
      registry
          .evolution()
          .changePolicy(
              ORDERS,
              CompatibilityPolicy.of(CompatibilityMode.BACKWARD_TRANSITIVE).groupedBy("major"));
      registry.register(ORDERS, V1);
      registry.register(ORDERS, major(BREAKING, "2"));
      registry.register(ORDERS, major(BREAKING, ""));

      assertThat(
              against(
                  registry.evolution().check(ORDERS, Schema.of(NOTE, BREAKING.fields().get(0)))))
          .containsExactly(1);
      assertThat(against(registry.evolution().check(ORDERS, major(V2, "")))).containsExactly(3);
      assertThat(registry.register(ORDERS, V2).version().version()).isEqualTo(4);
    }
  }

  @Test
  @Tag("C1")
  default void versionsBeforeTheFirstThatCountsAreNotLookedAt() {
    Schema text = Schema.of(Field.required("id", ScalarType.TEXT));
    Schema textAndNote = text.toBuilder().field(NOTE).build();
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, V1);
      registry.evolution().changePolicy(ORDERS, CompatibilityPolicy.DEFAULT.since(2));
      assertThat(registry.register(ORDERS, text).version().version()).isEqualTo(2);
      assertThatThrownBy(() -> registry.register(ORDERS, V2))
          .isInstanceOf(IncompatibleSchemaException.class);

      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL_TRANSITIVE);
      assertThat(registry.evolution().check(ORDERS, textAndNote)).isCompatible();
      assertThat(against(registry.evolution().check(ORDERS, V2))).containsOnly(2).isNotEmpty();
      registry.evolution().changePolicy(ORDERS, registry.evolution().policy(ORDERS).since(1));
      assertThat(against(registry.evolution().check(ORDERS, textAndNote))).contains(1);
      registry.evolution().changePolicy(ORDERS, CompatibilityPolicy.DEFAULT.since(3));
      assertThat(registry.evolution().check(ORDERS, V2)).as("plain").isCompatible();
    }
  }
}
