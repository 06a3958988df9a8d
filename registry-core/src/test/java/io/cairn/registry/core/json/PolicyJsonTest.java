package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("C1")
final class PolicyJsonTest {
  private static final CompatibilityPolicy EVERYTHING =
      new CompatibilityPolicy(CompatibilityMode.FULL, ReadingOptions.AVRO, "major", 3);

  private static void requireItComesBack(CompatibilityPolicy policy) {
    assertThat(PolicyJson.read(PolicyJson.write(policy))).isEqualTo(policy);
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionComesBack(CompatibilityMode mode) {
    for (OptionalFields optional : OptionalFields.values()) {
      for (UnknownSymbols symbols : UnknownSymbols.values()) {
        for (Promotions promotions : Promotions.values()) {
          CompatibilityPolicy policy =
              CompatibilityPolicy.of(mode)
                  .withReading(new ReadingOptions(optional, symbols, promotions));
          requireItComesBack(policy);
          requireItComesBack(policy.groupedBy("major"));
          requireItComesBack(policy.since(Integer.MAX_VALUE));
          requireItComesBack(policy.groupedBy("a \"\\\u0001\u2028😀 b").since(2));
        }
      }
    }
  }

  @Test
  void isReadableAndInOneOrderWithoutWhatIsAsUsual() {
    assertThat(PolicyJson.write(CompatibilityPolicy.DEFAULT)).isEqualTo("{\"mode\":\"BACKWARD\"}");
    assertThat(PolicyJson.write(EVERYTHING))
        .isEqualTo(
            "{\"mode\":\"FULL\",\"optional\":\"DEFAULTED\",\"unknownSymbols\":\"READ_AS_DEFAULT\","
                + "\"promotions\":\"AVRO\",\"groupTrait\":\"major\",\"since\":3}");
  }

  @Test
  void keysMayComeInAnyOrderAndSayWhatIsAsUsual() {
    assertThat(
            PolicyJson.read(
                " { \"since\" : 3, \"groupTrait\":\"major\", \"promotions\":\"AVRO\","
                    + "\"unknownSymbols\":\"READ_AS_DEFAULT\",\"optional\":\"DEFAULTED\","
                    + "\"mode\":\"FULL\"} "))
        .isEqualTo(EVERYTHING);
    assertThat(
            PolicyJson.read(
                "{\"mode\":\"BACKWARD\",\"optional\":\"NULLABLE_OR_DEFAULTED\","
                    + "\"unknownSymbols\":\"REFUSED\",\"promotions\":\"LOSSLESS\",\"since\":1}"))
        .isEqualTo(CompatibilityPolicy.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``| the JSON text is empty",
        "[]| $",
        "null| an object",
        "{}| mode",
        "{\"mode\":\"BACKWARDS\"}| $.mode",
        "{\"mode\":\"backward\"}| one of [NONE, BACKWARD,",
        "{\"mode\":0}| $.mode",
        "{\"mode\":null}| $.mode",
        "{\"mode\":\"FULL\",\"mode\":\"NONE\"}| stands twice",
        "{\"mode\":\"FULL\"}{\"mode\":\"FULL\"}| more follows",
        "{\"mode\":\"FULL\"| well-formed",
        "{\"mode\":\"FULL\",\"strict\":true}| strict",
        "{\"mode\":\"FULL\",\"optional\":true}| $.optional",
        "{\"mode\":\"FULL\",\"optional\":\"NULLABLE\"}| one of [NULLABLE_OR_DEFAULTED, DEFAULTED]",
        "{\"mode\":\"FULL\",\"unknownSymbols\":\"\"}| one of [REFUSED, READ_AS_DEFAULT]",
        "{\"mode\":\"FULL\",\"promotions\":[\"AVRO\"]}| one of [LOSSLESS, AVRO]",
        "{\"mode\":\"FULL\",\"groupTrait\":\"\"}| group's trait is empty",
        "{\"mode\":\"FULL\",\"groupTrait\":null}| $.groupTrait",
        "{\"mode\":\"FULL\",\"groupTrait\":\"\\ud800\"}| group's trait",
        "{\"mode\":\"FULL\",\"since\":0}| versions start at 1",
        "{\"mode\":\"FULL\",\"since\":-2147483648}| versions start at 1",
        "{\"mode\":\"FULL\",\"since\":2147483648}| an integer of 32 bits",
        "{\"mode\":\"FULL\",\"since\":1.5}| $.since",
        "{\"mode\":\"FULL\",\"since\":1e999999999}| $.since",
        "{\"mode\":\"FULL\",\"since\":\"1\"}| $.since"
      })
  void anythingElseIsRefusedWithItsPlace(String json, String named) {
    assertThatThrownBy(() -> PolicyJson.read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
  }

  @Test
  void whatIsTooLargeOrTooDeepIsRefusedInAShortMessage() {
    String deep = "[".repeat(100_000);
    String wide = "x".repeat(2_000_000);
    for (String json :
        List.of(
            deep,
            "{\"mode\":\"" + wide + "\"}",
            "{\"mode\":\"FULL\",\"groupTrait\":\"" + wide + "\"}",
            "{\"mode\":\"FULL\",\"" + wide + "\":1}",
            "{\"mode\":\"FULL\",\"since\":" + "9".repeat(5_000) + "}",
            " ".repeat(JsonText.MAX_LENGTH + 1))) {
      assertThatThrownBy(() -> PolicyJson.read(json))
          .isInstanceOf(InvalidInputException.class)
          .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(1_000));
    }
  }
}
