package io.cairn.examples;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.RegistryExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide says about compatibility is true. */
@Tag("C1")
@ExtendWith(RegistryExtension.class)
class CompatibilityGuideTest {
  private static final GuidePage GUIDE = GuidePage.read(Path.of("..", "docs", "compatibility.md"));
  private static final Subject ORDERS = Subject.of("shop", "orders");

  /** The cells of the table of all changes, row by row. */
  static Stream<List<String>> rows() {
    String table = GUIDE.only("(?s)\n\\| change \\| old .*?\n\\|---.*?\n(.*?)\n\n");
    return table
        .lines()
        .map(row -> Arrays.stream(row.split("\\|", -1)).map(String::strip).toList());
  }

  /** A cell holds a type, perhaps with more of the field {@code n}; a field; or a schema. */
  private static Schema schema(String cell) {
    String json = cell.replace("`", "");
    if (json.startsWith("{\"kind\"")) {
      return SchemaJson.read(json);
    }
    String fields =
        json.isEmpty() || json.startsWith("{\"name\"")
            ? json
            : "{\"name\":\"n\",\"type\":" + json + "}";
    return SchemaJson.read("{\"fields\":[" + fields + "]}");
  }

  private static CompatibilityReport check(
      SchemaRegistry registry, CompatibilityMode mode, Schema proposed) {
    registry.evolution().changeMode(ORDERS, mode);
    return registry.evolution().check(ORDERS, proposed);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowOfTheTableIsTrue(List<String> row, SchemaRegistry registry) {
    registry.register(ORDERS, schema(row.get(2)));
    Schema proposed = schema(row.get(3));
    Set<Rule> violated =
        check(registry, CompatibilityMode.FULL, proposed).violations().stream()
            .map(violation -> violation.rule())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));

    assertThat(
            Stream.of(CompatibilityMode.BACKWARD, CompatibilityMode.FORWARD, CompatibilityMode.FULL)
                .map(mode -> check(registry, mode, proposed).isCompatible() ? "ok" : "no"))
        .isEqualTo(row.subList(4, 7));
    assertThat(row.get(7))
        .isEqualTo(
            violated.stream()
                .map(rule -> "[" + rule + "](rules/" + RulePagesTest.fileName(rule) + ")")
                .collect(Collectors.joining(", ")));
  }

  @Test
  void theTableShowsEveryRule() {
    assertThat(rows().map(row -> row.get(7)).collect(Collectors.joining()))
        .contains(Stream.of(Rule.values()).map(Rule::name).toList());
  }

  @Test
  @Tag("C3")
  void aPlainModeMissesWhatATransitiveOneSees(SchemaRegistry registry) {
    registry.register(ORDERS, SchemaJson.read(GUIDE.block("json version 1")));
    registry.register(ORDERS, SchemaJson.read(GUIDE.block("json version 2")));
    Schema third = SchemaJson.read(GUIDE.block("json version 3"));

    assertThat(check(registry, CompatibilityMode.BACKWARD, third)).isCompatible();
    assertThat(check(registry, CompatibilityMode.BACKWARD_TRANSITIVE, third).explain())
        .isEqualTo(GUIDE.all("(?s)\n```text\n(.*?)\n```").get(0));
  }

  @Test
  void aBreakingChangeFailsTheBaselineWithTheMessageShown(SchemaRegistry registry) {
    Schema broken =
        Schema.of(
            OrderPlaced.SCHEMA.fields().get(0),
            Field.required("total", ScalarType.DOUBLE),
            Field.required("currency", ScalarType.TEXT));

    assertThatThrownBy(
            () ->
                BaselineTest.requireCompatible(
                    registry, ORDERS, broken, CompatibilityMode.BACKWARD))
        .isInstanceOf(AssertionError.class)
        .hasMessage(GUIDE.all("(?s)\n```text\n(.*?)\n```").get(1));
  }

  @Test
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage test = GuidePage.read(Path.of("src/test/java/io/cairn/examples/BaselineTest.java"));
    assertThat(GUIDE.all("(?s)\n```java\n(.*?)\n```"))
        .contains(test.only("(?s)// GUIDE\n(.*?)\n// GUIDE"));
  }

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(GUIDE.all("]\\(([^)#]+)\\)"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(GUIDE.file().resolveSibling(link)).exists());
  }
}
