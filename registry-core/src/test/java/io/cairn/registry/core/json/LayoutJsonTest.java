package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Layout;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldPath;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M5")
final class LayoutJsonTest {
  private static final Layout LAYOUT =
      new Layout(
          Map.of(
              FieldPath.of("price.net"), 4,
              FieldPath.of("items"), 1,
              FieldPath.parse("items[].price"), 2));

  @Test
  void isCompactAndInTheOrderOfOrdinals() {
    assertThat(LayoutJson.write(LAYOUT))
        .isEqualTo(
            "[{\"path\":\"items\",\"ordinal\":1},{\"path\":\"items[].price\",\"ordinal\":2},"
                + "{\"path\":\"price\\\\.net\",\"ordinal\":4}]");
  }

  @Test
  void comesBack() {
    assertThat(LayoutJson.read(LayoutJson.write(LAYOUT))).isEqualTo(LAYOUT);
    assertThat(LayoutJson.read("[]")).isEqualTo(new Layout(Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}| $",
        "[{\"path\":\"a\"}]| ordinal",
        "[{\"path\":\"a\",\"ordinal\":0}]| $",
        "[{\"path\":\"a\",\"ordinal\":\"1\"}]| $[0].ordinal",
        "[{\"path\":\"a<\",\"ordinal\":1}]| $[0].path",
        "[{\"path\":\"a\",\"ordinal\":1},{\"path\":\"a\",\"ordinal\":2}]| $[1]",
        "[{\"path\":\"a\",\"ordinal\":1},{\"path\":\"b\",\"ordinal\":1}]| stands twice"
      })
  void anythingElseIsRefusedWithItsPlace(String json, String named) {
    assertThatThrownBy(() -> LayoutJson.read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
  }
}
