package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.evolution.History.Earlier;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.EnumType;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What other registries are known to get wrong. */
class KnownMistakesTest {
  private static final Field ID = Field.required("id", ScalarType.BIGINT);

  private static CompatibilityReport check(
      CompatibilityMode mode, Schema proposed, Schema... newestFirst) {
    List<Earlier> history = new ArrayList<>();
    for (Schema schema : newestFirst) {
      history.add(Earlier.of(newestFirst.length - history.size(), schema));
    }
    return Compatibility.check(
        mode, proposed, History.of(ReadingOptions.DEFAULTS, history), Refusing.RESOLVER);
  }

  private static Schema of(DataType type) {
    return Schema.of(ID, Field.required("n", type));
  }

  private static void requireRefusedBothWays(Rule rule, DataType one, DataType other) {
    for (Direction direction : Direction.values()) {
      CompatibilityMode mode = CompatibilityMode.valueOf(direction.name());
      assertThat(check(mode, of(one), of(other)).violations())
          .extracting(Violation::rule, Violation::location)
          .containsExactly(Tuple.tuple(rule, "n"));
      assertThat(check(mode, of(other), of(one)).violations())
          .extracting(Violation::rule, Violation::location)
          .containsExactly(Tuple.tuple(rule, "n"));
    }
  }

  @Test
  @Tag("C1")
  void backwardMeansThatTheNewSchemaReadsOldDataNotTheReverse() {
    Schema required = Schema.of(ID, Field.required("n", ScalarType.INT));
    assertThat(check(CompatibilityMode.BACKWARD, Schema.of(ID), required).isCompatible()).isTrue();
    assertThat(check(CompatibilityMode.FORWARD, Schema.of(ID), required).isCompatible()).isFalse();
  }

  @Test
  @Tag("C1")
  void anotherDecimalScaleIsRefusedBothWays() {
    requireRefusedBothWays(
        Rule.DECIMAL_SCALE_CHANGED, DataType.decimal(10, 2), DataType.decimal(10, 4));
  }

  @Test
  @Tag("C1")
  void moreDecimalDigitsAreNoFalsePositive() {
    assertThat(
            check(
                    CompatibilityMode.BACKWARD,
                    of(DataType.decimal(12, 2)),
                    of(DataType.decimal(10, 2)))
                .isCompatible())
        .isTrue();
  }

  @Test
  @Tag("C1")
  void timestampsAndInstantsAreRefusedBothWays() {
    requireRefusedBothWays(Rule.TYPE_CHANGED, ScalarType.TIMESTAMP, ScalarType.DATETIME);
    requireRefusedBothWays(Rule.TYPE_CHANGED, ScalarType.TIMESTAMP, ScalarType.BIGINT);
  }

  @Test
  @Tag("C1")
  void datesAndIntegersAreRefusedBothWays() {
    requireRefusedBothWays(Rule.TYPE_CHANGED, ScalarType.DATE, ScalarType.INT);
  }

  @Test
  @Tag("C1")
  void integersAreNotRoundedToFloatingPoint() {
    requireRefusedBothWays(Rule.TYPE_LOSSY, ScalarType.INT, ScalarType.FLOAT);
    requireRefusedBothWays(Rule.TYPE_LOSSY, ScalarType.BIGINT, ScalarType.DOUBLE);
  }

  @Test
  @Tag("C1")
  void anEnumMayGrowForReadersAndAWriterMayUseLess() {
    Schema few = of(DataType.enumeration("A", "B"));
    Schema more = of(DataType.enumeration("A", "B", "C"));
    assertThat(check(CompatibilityMode.BACKWARD, more, few).isCompatible()).isTrue();
    assertThat(check(CompatibilityMode.FORWARD, more, few).isCompatible()).isFalse();
    assertThat(check(CompatibilityMode.BACKWARD, few, more).isCompatible()).isFalse();
    assertThat(check(CompatibilityMode.FORWARD, few, more).isCompatible()).isTrue();
  }

  @Test
  @Tag("C1")
  void aFieldsDefaultIsNoDefaultSymbolOfItsEnum() {
    Schema few =
        Schema.of(Field.builder("n", DataType.enumeration("A", "B")).defaultsTo("A").build());
    Schema more = Schema.of(Field.required("n", new EnumType(List.of("A", "B", "C"), "A")));
    assertThat(check(CompatibilityMode.BACKWARD, few, more).violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.ENUM_SYMBOL_UNKNOWN);
  }

  @Test
  @Tag("C1")
  void aDefaultFillsWhatIsAbsentNotAStoredNull() {
    Schema nullable = Schema.of(Field.nullable("n", ScalarType.INT));
    Schema defaulted = Schema.of(Field.builder("n", ScalarType.INT).defaultsTo(0).build());
    assertThat(check(CompatibilityMode.BACKWARD, defaulted, nullable).violations())
        .extracting(Violation::rule)
        .containsExactly(Rule.NULL_REFUSED);
  }

  @Test
  @Tag("C3")
  void aDefaultThatIsDroppedLaterIsSeenByTransitiveModes() {
    Schema first = Schema.of(ID);
    Schema second = Schema.of(ID, Field.builder("n", ScalarType.INT).defaultsTo(0).build());
    Schema third = of(ScalarType.INT);
    for (CompatibilityMode mode :
        List.of(CompatibilityMode.BACKWARD, CompatibilityMode.FORWARD, CompatibilityMode.FULL)) {
      assertThat(check(mode, second, first).isCompatible()).isTrue();
      assertThat(check(mode, third, second, first).isCompatible()).isTrue();
    }
    for (CompatibilityMode mode :
        List.of(CompatibilityMode.BACKWARD_TRANSITIVE, CompatibilityMode.FULL_TRANSITIVE)) {
      assertThat(check(mode, third, second, first).violations())
          .extracting(Violation::rule, Violation::location, Violation::against)
          .containsExactly(Tuple.tuple(Rule.FIELD_MISSING, "n", 1));
    }
  }

  @Test
  @Tag("C1")
  void theOrderOfFieldsBranchesAndSymbolsIsNoChange() {
    Field status = Field.required("status", DataType.enumeration("A", "B"));
    Field turned = Field.required("status", DataType.enumeration("B", "A"));
    Field value = Field.required("value", DataType.union(ScalarType.INT, ScalarType.TEXT));
    Field turnedToo = Field.required("value", DataType.union(ScalarType.TEXT, ScalarType.INT));
    Schema one = Schema.of(ID, status, value);
    Schema other = Schema.of(turnedToo, turned, ID);
    assertThat(check(CompatibilityMode.FULL, one, other).isCompatible()).isTrue();
    assertThat(Differ.byName(one, other).changes()).isEmpty();
  }

  @Test
  @Tag("C8")
  void aRefusalCarriesEveryViolationWithPathVersionReasonAndRemedy() {
    Schema old =
        Schema.of(
            Field.required(
                "a",
                DataType.struct(
                    Field.required(
                        "items",
                        DataType.array(
                            DataType.struct(Field.required("price", ScalarType.BIGINT)))))),
            Field.required(
                "payload", DataType.union(DataType.struct("Order", ID), ScalarType.TEXT)));
    Schema fresh =
        Schema.of(
            Field.required(
                "a",
                DataType.struct(
                    Field.required(
                        "items",
                        DataType.array(
                            DataType.struct(Field.required("price", ScalarType.DOUBLE)))))),
            Field.required(
                "payload",
                DataType.union(
                    DataType.struct("Order", Field.required("id", ScalarType.TEXT)),
                    ScalarType.TEXT)),
            Field.required("currency", ScalarType.TEXT));
    CompatibilityReport report =
        check(CompatibilityMode.FULL_TRANSITIVE, fresh, old, old.toBuilder().field(ID).build());

    assertThat(report.violations())
        .extracting(Violation::against, Violation::direction, Violation::location)
        .containsExactly(
            Tuple.tuple(2, Direction.BACKWARD, "a.items[].price"),
            Tuple.tuple(2, Direction.BACKWARD, "payload<Order>.id"),
            Tuple.tuple(2, Direction.BACKWARD, "currency"),
            Tuple.tuple(2, Direction.FORWARD, "a.items[].price"),
            Tuple.tuple(2, Direction.FORWARD, "payload<Order>.id"),
            Tuple.tuple(1, Direction.BACKWARD, "a.items[].price"),
            Tuple.tuple(1, Direction.BACKWARD, "payload<Order>.id"),
            Tuple.tuple(1, Direction.BACKWARD, "currency"),
            Tuple.tuple(1, Direction.FORWARD, "a.items[].price"),
            Tuple.tuple(1, Direction.FORWARD, "payload<Order>.id"),
            Tuple.tuple(1, Direction.FORWARD, "id"));
    assertThat(report.explain())
        .startsWith("11 violations of FULL_TRANSITIVE\n")
        .contains(
            "TYPE_LOSSY at a.items[].price (backward, reading data of version 2): was BIGINT, is DOUBLE; "
                + Rule.TYPE_LOSSY.reason()
                + ". To fix it, "
                + Rule.TYPE_LOSSY.remedy(Direction.BACKWARD)
                + ".")
        .contains("TYPE_CHANGED at payload<Order>.id (forward, read by version 2): was BIGINT")
        .contains("FIELD_MISSING at currency")
        .contains("give the field a default");
  }
}
