package io.cairn.registry.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.evolution.Warning;
import io.cairn.registry.evolution.Warning.Hint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("C8")
final class ReportJsonTest {
  private static final Violation CHANGED =
      new Violation(Rule.TYPE_CHANGED, Direction.BACKWARD, "items[].price", "INT", "TEXT", 3);
  private static final Warning RENAMED =
      new Warning(Hint.POSSIBLE_RENAME, "total", "sum INT?", "total INT?", 3);

  private static String report(String violations, String warnings) {
    return "{\"compatible\":true,\"mode\":\"FULL\",\"violations\":["
        + violations
        + "],\"warnings\":["
        + warnings
        + "]}";
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleDirectionAndHintComesBackUnderEveryMode(CompatibilityMode mode) {
    List<Violation> violations = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      for (Direction direction : Direction.values()) {
        violations.add(
            new Violation(rule, direction, "a<B>.\"c\\", "", "\u0001\u2028😀", violations.size()));
      }
    }
    List<Warning> warnings = new ArrayList<>();
    for (Hint hint : Hint.values()) {
      warnings.add(new Warning(hint, "p{key}", "a", "b", Integer.MAX_VALUE));
    }
    for (CompatibilityReport report :
        List.of(
            new CompatibilityReport(mode, violations, warnings),
            new CompatibilityReport(mode, violations, List.of()),
            new CompatibilityReport(mode, List.of(), warnings),
            CompatibilityReport.compatible(mode))) {
      assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    }
  }

  @Test
  void isReadableAndInOneOrder() {
    assertThat(ReportJson.write(CompatibilityReport.compatible(CompatibilityMode.FULL)))
        .isEqualTo("{\"compatible\":true,\"mode\":\"FULL\",\"violations\":[],\"warnings\":[]}");
    assertThat(
            ReportJson.write(
                new CompatibilityReport(
                    CompatibilityMode.BACKWARD, List.of(CHANGED), List.of(RENAMED))))
        .isEqualTo(
            "{\"compatible\":false,\"mode\":\"BACKWARD\",\"violations\":[{\"rule\":\"TYPE_CHANGED\","
                + "\"direction\":\"BACKWARD\",\"location\":\"items[].price\",\"old\":\"INT\","
                + "\"new\":\"TEXT\",\"against\":3,\"reason\":\""
                + Rule.TYPE_CHANGED.reason()
                + "\",\"remedy\":\""
                + Rule.TYPE_CHANGED.remedy(Direction.BACKWARD)
                + "\"}],\"warnings\":[{\"hint\":\"POSSIBLE_RENAME\",\"location\":\"total\","
                + "\"old\":\"sum INT?\",\"new\":\"total INT?\",\"against\":3,\"reason\":\""
                + Hint.POSSIBLE_RENAME.reason()
                + "\",\"remedy\":\""
                + Hint.POSSIBLE_RENAME.remedy()
                + "\"}]}");
  }

  @Test
  void whatFollowsFromTheRestIsNotReadBack() {
    String violation =
        "{\"rule\":\"TYPE_CHANGED\",\"direction\":\"BACKWARD\",\"location\":\"items[].price\","
            + "\"old\":\"INT\",\"new\":\"TEXT\",\"against\":3,\"reason\":\"said otherwise\"}";
    CompatibilityReport read = ReportJson.read(report(violation, ""));

    assertThat(read.violations()).containsExactly(CHANGED);
    assertThat(read.isCompatible()).as("although the text says it is").isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]| $",
        "{}| compatible",
        "{\"compatible\":\"yes\"}| $.compatible",
        "{\"compatible\":true}| mode",
        "{\"compatible\":true,\"mode\":\"MOST\"}| $.mode",
        "{\"compatible\":true,\"mode\":\"FULL\",\"violations\":{}}| $.violations",
        "{\"compatible\":true,\"mode\":\"FULL\",\"violations\":[],\"warnings\":[null]}| $.warnings[0]",
        "{\"compatible\":true,\"mode\":\"FULL\",\"violations\":[]}| warnings",
        "{\"compatible\":true,\"mode\":\"FULL\",\"violations\":[],\"warnings\":[],\"x\":1}| x"
      })
  void anythingElseIsRefusedWithItsPlace(String json, String named) {
    requireRefused(json, named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7| $.violations[0]",
        "{}| rule",
        "{\"rule\":\"SHRUNK\"}| $.violations[0].rule",
        "{\"rule\":\"NAME_REUSED\"}| $.violations[0].rule",
        "{\"rule\":\"KEY_CHANGED\",\"direction\":\"SIDEWAYS\"}| $.violations[0].direction",
        "{\"rule\":\"KEY_CHANGED\",\"direction\":\"FORWARD\",\"location\":1}| $.violations[0].location",
        "{\"rule\":\"KEY_CHANGED\",\"direction\":\"FORWARD\",\"location\":\"\",\"old\":\"\",\"new\":\"\",\"against\":\"1\"}| $.violations[0].against",
        "{\"rule\":\"KEY_CHANGED\",\"direction\":\"FORWARD\",\"location\":\"\",\"old\":\"\",\"new\":\"\",\"against\":1,\"hint\":1}| hint"
      })
  void aViolationIsRefusedWithItsPlace(String violation, String named) {
    requireRefused(report(violation, ""), named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"hint\":\"KEY_CHANGED\"}| $.warnings[0].hint",
        "{\"hint\":\"NAME_REUSED\",\"location\":\"a\",\"old\":null}| $.warnings[0].old",
        "{\"hint\":\"NAME_REUSED\",\"location\":\"a\",\"old\":\"\",\"new\":\"\"}| against",
        "{\"hint\":\"NAME_REUSED\",\"location\":\"a\",\"old\":\"\",\"new\":\"\",\"against\":1,\"direction\":1}| direction"
      })
  void aWarningIsRefusedWithItsPlace(String warning, String named) {
    requireRefused(report("", warning), named);
  }

  private static void requireRefused(String json, String named) {
    assertThatThrownBy(() -> ReportJson.read(json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
  }

  @Test
  void aReportThatCouldNotBeReadBackIsNotWritten() {
    Violation large =
        new Violation(
            Rule.TYPE_CHANGED, Direction.FORWARD, "n", "x".repeat(1 << 20), "y".repeat(1 << 20), 1);
    assertThatThrownBy(
            () ->
                ReportJson.write(
                    new CompatibilityReport(
                        CompatibilityMode.FULL, Collections.nCopies(8, large), List.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at most " + JsonText.MAX_LENGTH);
  }
}
