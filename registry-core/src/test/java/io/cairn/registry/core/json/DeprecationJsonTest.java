package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.Deprecation;
import io.cairn.registry.DeprecationNotice;
import io.cairn.registry.error.InvalidInputException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R16")
class DeprecationJsonTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00.000001Z");

  @Test
  void whatWasNotSaidIsLeftOut() {
    assertThat(DeprecationJson.write(new Deprecation(DeprecationNotice.of("old"), SINCE)))
        .isEqualTo("{\"since\":\"2026-01-01T00:00:00.000001Z\",\"message\":\"old\"}");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    DeprecationNotice plain = DeprecationNotice.of("\"größer\"\n");
    for (DeprecationNotice notice :
        new DeprecationNotice[] {
          plain, plain.withSunset(LocalDate.of(9999, 12, 31)), plain.withAuthor("mia")
        }) {
      Deprecation deprecation = new Deprecation(notice, SINCE);
      assertThat(DeprecationJson.read(DeprecationJson.write(deprecation))).isEqualTo(deprecation);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                            | since
          {"since":"2026-01-01T00:00:00Z"}                                              | message
          {"since":"yesterday","message":"old"}                                         | $.since
          {"since":"2026-01-01T00:00:00.000000001Z","message":"old"}                    | microseconds
          {"since":"2026-01-01T00:00:00Z","message":""}                                 | no message
          {"since":"2026-01-01T00:00:00Z","message":"old","sunset":"2026-02-30"}        | $.sunset
          {"since":"2026-01-01T00:00:00Z","message":"old","sunset":"+10000-01-01"}      | 9999
          {"since":"2026-01-01T00:00:00Z","message":"old","odd":1}                      | odd
          """)
  void whatIsNotADeprecationIsRefusedByItsPlace(String text, String named) {
    assertThatThrownBy(() -> DeprecationJson.read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
  }
}
