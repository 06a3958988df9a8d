package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.schema.Field;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C1")
class CompatibilityPolicyTest {
  private static final CompatibilityPolicy EVERYTHING =
      new CompatibilityPolicy(
          CompatibilityMode.FULL_TRANSITIVE, ReadingOptions.AVRO, "major", Integer.MAX_VALUE);

  @Test
  void aModeAloneIsThatModeForAllVersionsWithTheUsualOptions() {
    assertThat(CompatibilityPolicy.of(CompatibilityMode.FULL))
        .isEqualTo(
            new CompatibilityPolicy(
                CompatibilityMode.FULL,
                new ReadingOptions(
                    OptionalFields.NULLABLE_OR_DEFAULTED,
                    UnknownSymbols.REFUSED,
                    Promotions.LOSSLESS),
                null,
                1));
    assertThat(CompatibilityPolicy.DEFAULT)
        .isEqualTo(CompatibilityPolicy.of(CompatibilityMode.BACKWARD));
  }

  @Test
  void changingOneThingKeepsTheOthers() {
    assertThat(
            CompatibilityPolicy.DEFAULT
                .since(Integer.MAX_VALUE)
                .groupedBy("major")
                .withReading(ReadingOptions.AVRO)
                .withMode(CompatibilityMode.FULL_TRANSITIVE))
        .isEqualTo(EVERYTHING);
    assertThat(
            CompatibilityPolicy.DEFAULT
                .withMode(CompatibilityMode.FULL_TRANSITIVE)
                .withReading(ReadingOptions.AVRO)
                .groupedBy("major")
                .since(Integer.MAX_VALUE))
        .isEqualTo(EVERYTHING);
    assertThat(
            ReadingOptions.DEFAULTS
                .with(Promotions.AVRO)
                .with(UnknownSymbols.READ_AS_DEFAULT)
                .with(OptionalFields.DEFAULTED))
        .isEqualTo(ReadingOptions.AVRO);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void thereIsNoVersionBeforeTheFirst(int version) {
    assertThatThrownBy(() -> CompatibilityPolicy.DEFAULT.since(version))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("version " + version + " ", "start at 1");
  }

  @Test
  void theNameOfTheGroupsTraitIsOne() {
    String longest = "x".repeat(Field.MAX_NAME_LENGTH);
    assertThat(CompatibilityPolicy.DEFAULT.groupedBy(longest).groupTrait()).isEqualTo(longest);
    assertThatThrownBy(() -> CompatibilityPolicy.DEFAULT.groupedBy(""))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("group's trait is empty");
    assertThatThrownBy(() -> CompatibilityPolicy.DEFAULT.groupedBy(longest + "x"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("group's trait")
        .hasMessageContaining("1025");
    assertThatThrownBy(() -> CompatibilityPolicy.DEFAULT.groupedBy("\uD800"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("group's trait");
  }
}
