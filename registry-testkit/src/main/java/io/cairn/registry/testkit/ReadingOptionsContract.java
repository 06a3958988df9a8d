package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static io.cairn.registry.testkit.Samples.ID;
import static io.cairn.registry.testkit.Samples.NOTE;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How strictly readers are compared with data, and what a refusal says. */
public interface ReadingOptionsContract extends StoreUnderTest {
  private static Schema of(DataType type) {
    return Schema.of(ID, Field.required("n", type));
  }

  private static CompatibilityReport check(
      SchemaRegistry registry, CompatibilityPolicy policy, Schema old, Schema fresh) {
    Subject subject = Subject.of("options", "s" + registry.subjects().list("options").size());
    registry.register(subject, old);
    registry.evolution().changePolicy(subject, policy);
    return registry.evolution().check(subject, fresh);
  }

  private static CompatibilityPolicy policy(CompatibilityMode mode, ReadingOptions options) {
    return CompatibilityPolicy.of(mode).withReading(options);
  }

  @Test
  @Tag("C1")
  default void withStrictlyOptionalFieldsANullableFieldNeedsADefault() {
    ReadingOptions strict = ReadingOptions.DEFAULTS.with(OptionalFields.DEFAULTED);
    Schema without = Schema.of(ID);
    Schema nullable = Schema.of(ID, NOTE);
    Schema defaulted = Schema.of(ID, NOTE.toBuilder().defaultsTo(null).build());
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, without);
      registry.evolution().changePolicy(ORDERS, policy(CompatibilityMode.BACKWARD, strict));
      assertThatThrownBy(() -> registry.register(ORDERS, nullable))
          .isInstanceOfSatisfying(
              IncompatibleSchemaException.class,
              refused -> assertThat(refused.report()).violatesOnly(Rule.FIELD_MISSING, "note"));
      assertThat(registry.register(ORDERS, defaulted).outcome()).isEqualTo(Outcome.CREATED);

      for (CompatibilityMode mode :
          List.of(CompatibilityMode.FORWARD, CompatibilityMode.FULL_TRANSITIVE)) {
        assertThat(check(registry, policy(mode, strict), nullable, without))
            .violatesOnly(Rule.FIELD_MISSING, "note");
        assertThat(check(registry, policy(mode, strict), defaulted, without)).isCompatible();
        assertThat(check(registry, CompatibilityPolicy.of(mode), nullable, without)).isCompatible();
      }
    }
  }

  @Test
  @Tag("C1")
  default void aDefaultSymbolStandsForUnknownOnesIfThatIsAccepted() {
    ReadingOptions accepting = ReadingOptions.DEFAULTS.with(UnknownSymbols.READ_AS_DEFAULT);
    Schema few = of(new EnumType(List.of("OTHER", "A"), "OTHER"));
    Schema more = of(new EnumType(List.of("OTHER", "A", "B"), "OTHER"));
    Schema exchanged = of(new EnumType(List.of("OTHER", "C"), "OTHER"));
    Schema noDefault = of(DataType.enumeration("OTHER", "A"));
    try (SchemaRegistry registry = openRegistry()) {
      for (CompatibilityMode mode : CompatibilityMode.values()) {
        CompatibilityPolicy policy = policy(mode, accepting);
        assertThat(check(registry, policy, more, few)).as("%s, removed", mode).isCompatible();
        assertThat(check(registry, policy, few, more)).as("%s, added", mode).isCompatible();
        assertThat(check(registry, policy, more, exchanged)).as("%s, both", mode).isCompatible();
      }
      assertThat(check(registry, policy(CompatibilityMode.BACKWARD, accepting), more, noDefault))
          .as("it is the reader's default that counts")
          .violatesOnly(Rule.ENUM_SYMBOL_UNKNOWN, "n");
      assertThat(check(registry, policy(CompatibilityMode.FORWARD, accepting), noDefault, more))
          .violatesOnly(Rule.ENUM_SYMBOL_UNKNOWN, "n");
      assertThat(check(registry, CompatibilityPolicy.of(CompatibilityMode.FULL), more, exchanged))
          .as("by default it is not accepted")
          .violatesOnly(Rule.ENUM_SYMBOL_UNKNOWN, "n");
    }
  }

  @Test
  @Tag("C1")
  default void lossyPromotionsOfAvroAreAcceptedIfAskedFor() {
    ReadingOptions promoting = ReadingOptions.DEFAULTS.with(Promotions.AVRO);
    List<List<DataType>> promotions =
        List.of(
            List.of(ScalarType.INT, ScalarType.FLOAT),
            List.of(ScalarType.BIGINT, ScalarType.FLOAT),
            List.of(ScalarType.BIGINT, ScalarType.DOUBLE),
            List.of(ScalarType.TEXT, ScalarType.BYTES),
            List.of(ScalarType.BYTES, ScalarType.TEXT));
    try (SchemaRegistry registry = openRegistry()) {
      for (List<DataType> promotion : promotions) {
        Schema old = of(promotion.get(0));
        Schema fresh = of(promotion.get(1));
        assertThat(check(registry, policy(CompatibilityMode.BACKWARD, promoting), old, fresh))
            .as("%s", promotion)
            .isCompatible();
        assertThat(check(registry, policy(CompatibilityMode.FORWARD, promoting), fresh, old))
            .as("%s, turned around", promotion)
            .isCompatible();
        assertThat(check(registry, CompatibilityPolicy.DEFAULT, old, fresh))
            .as("%s by default", promotion)
            .isIncompatible();
      }
      assertThat(
              check(
                  registry,
                  policy(CompatibilityMode.BACKWARD, promoting),
                  of(ScalarType.DOUBLE),
                  of(ScalarType.BIGINT)))
          .as("not the way back")
          .violatesOnly(Rule.TYPE_LOSSY, "n");
    }
  }

  @Test
  @Tag("C5")
  default void aFieldWithADefaultMayBeAddedAndRemovedUnderEveryMode() {
    Schema without = Schema.of(ID);
    Schema with =
        Schema.of(ID, Field.builder("currency", ScalarType.TEXT).defaultsTo("EUR").build());
    try (SchemaRegistry registry = openRegistry()) {
      for (CompatibilityMode mode : CompatibilityMode.values()) {
        for (ReadingOptions options : List.of(ReadingOptions.DEFAULTS, ReadingOptions.AVRO)) {
          assertThat(check(registry, policy(mode, options), without, with))
              .as("%s, %s", mode, options)
              .isCompatible()
              .hasNoWarnings();
          assertThat(check(registry, policy(mode, options), with, without))
              .as("%s, %s", mode, options)
              .isCompatible()
              .hasNoWarnings();
        }
      }
    }
  }

  @Test
  @Tag("C8")
  default void aRefusalSaysOfEachViolationWhatWhereAgainstWhatAndHowToFixIt() {
    Schema first =
        Schema.of(
            ID,
            Field.required("due", ScalarType.DATE),
            Field.required(
                "items",
                DataType.array(DataType.struct(Field.required("price", ScalarType.BIGINT)))));
    Schema second = first.toBuilder().field(NOTE).build();
    Schema proposed =
        Schema.of(
            ID,
            Field.required("due", ScalarType.INT),
            Field.required(
                "items", DataType.array(DataType.struct(Field.required("price", ScalarType.INT)))),
            Field.required("currency", ScalarType.TEXT));
    try (SchemaRegistry registry = openRegistry()) {
      registry.register(ORDERS, first);
      registry.register(ORDERS, second);
      registry.evolution().changeMode(ORDERS, CompatibilityMode.FULL_TRANSITIVE);

      assertThatThrownBy(() -> registry.register(ORDERS, proposed))
          .isInstanceOfSatisfying(
              IncompatibleSchemaException.class,
              refused -> {
                List<Violation> violations = refused.report().violations();
                assertThat(violations)
                    .extracting(
                        Violation::rule,
                        Violation::direction,
                        Violation::location,
                        Violation::oldPart,
                        Violation::newPart,
                        Violation::against)
                    .containsExactly(expected(2, 1));
                assertThat(violations)
                    .allSatisfy(
                        violation ->
                            assertThat(violation.rule().remedy(violation.direction()))
                                .isNotBlank());
                assertThat(refused)
                    .hasMessageContainingAll(
                        violations.stream().map(Violation::explain).toArray(String[]::new));
              });
    }
  }

  private static Tuple[] expected(int... versions) {
    return Arrays.stream(versions)
        .boxed()
        .flatMap(
            version ->
                Stream.of(
                    Tuple.tuple(
                        Rule.TYPE_CHANGED, Direction.BACKWARD, "due", "DATE", "INT", version),
                    Tuple.tuple(
                        Rule.TYPE_NARROWED,
                        Direction.BACKWARD,
                        "items[].price",
                        "BIGINT",
                        "INT",
                        version),
                    Tuple.tuple(
                        Rule.FIELD_MISSING,
                        Direction.BACKWARD,
                        "currency",
                        "absent",
                        "TEXT (required)",
                        version),
                    Tuple.tuple(
                        Rule.TYPE_CHANGED, Direction.FORWARD, "due", "DATE", "INT", version)))
        .toArray(Tuple[]::new);
  }
}
