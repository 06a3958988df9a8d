package io.cairn.examples;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityPolicy;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.evolution.Warning;
import io.cairn.registry.evolution.Warning.Hint;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.RegistryExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide to compatibility says about options and warnings is true. */
@ExtendWith(RegistryExtension.class)
class PolicyGuideTest {
  private static final GuidePage GUIDE = GuidePage.read(Path.of("..", "docs", "compatibility.md"));
  private static final Subject ORDERS = Subject.of("shop", "orders");
  private static final HexFormat BYTES = HexFormat.ofDelimiter(" ").withUpperCase();

  /** The cells of the table that begins with this header, row by row. */
  private static Stream<List<String>> table(String header) {
    return GUIDE
        .only("(?s)\n\\| " + header + " \\|[^\n]*\n\\|---[^\n]*\n(.*?)\n\n")
        .lines()
        .map(row -> Arrays.stream(row.split("\\|", -1)).map(String::strip).toList());
  }

  static Stream<List<String>> promotions() {
    return table("data");
  }

  private static void changeModes(SchemaRegistry registry, Subject orders) {
    // MODES
    registry.evolution().changeGlobalMode(CompatibilityMode.BACKWARD_TRANSITIVE);
    registry.evolution().changeMode(orders, CompatibilityMode.FULL);
    // MODES
  }

  private static void changePolicy(SchemaRegistry registry, Subject orders) {
    // OPTIONS
    registry
        .evolution()
        .changePolicy(
            orders,
            CompatibilityPolicy.of(CompatibilityMode.BACKWARD_TRANSITIVE)
                .withReading(
                    ReadingOptions.DEFAULTS
                        .with(OptionalFields.DEFAULTED)
                        .with(UnknownSymbols.READ_AS_DEFAULT)
                        .with(Promotions.AVRO))
                .groupedBy("major")
                .since(3));
    // OPTIONS
  }

  private static void printWarnings(
      SchemaRegistry registry, Subject orders, Schema renamed, PrintStream log) {
    // WARNINGS
    for (Warning warning : registry.register(orders, renamed).warnings()) {
      log.println(warning.explain());
    }
    // WARNINGS
  }

  @Test
  @Tag("C1")
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage test =
        GuidePage.read(Path.of("src/test/java/io/cairn/examples/PolicyGuideTest.java"));
    assertThat(GUIDE.all("(?s)\n```java\n(.*?)\n```"))
        .contains(
            Stream.of("MODES", "OPTIONS", "WARNINGS")
                .map(name -> test.only("(?s) // " + name + "\n(.*?)\n *// " + name + "\n"))
                .map(String::stripIndent)
                .toArray(String[]::new));
  }

  @Test
  @Tag("C1")
  void theyRun(SchemaRegistry registry) {
    changeModes(registry, ORDERS);
    assertThat(registry.evolution().policy(ORDERS).mode()).isEqualTo(CompatibilityMode.FULL);
    changePolicy(registry, ORDERS);
    assertThat(registry.evolution().policy(ORDERS))
        .isEqualTo(
            new CompatibilityPolicy(
                CompatibilityMode.BACKWARD_TRANSITIVE, ReadingOptions.AVRO, "major", 3));
  }

  @Test
  @Tag("C10")
  void theWarningsArePrinted(SchemaRegistry registry) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    registry.register(ORDERS, Schema.of(Field.nullable("sum", ScalarType.INT)));
    printWarnings(
        registry,
        ORDERS,
        Schema.of(Field.nullable("total", ScalarType.INT)),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("POSSIBLE_RENAME at total");
    assertThat(table("warning").map(row -> row.get(1)))
        .isEqualTo(
            Stream.of(Hint.values())
                .map(hint -> "[" + hint + "](rules/" + WarningPagesTest.fileName(hint) + ")")
                .toList());
  }

  @Test
  @Tag("C1")
  void everyOptionIsInTheTable() {
    assertThat(table("option").map(row -> row.get(1)))
        .containsExactly(
            "`OptionalFields." + ReadingOptions.AVRO.optional() + "`",
            "`UnknownSymbols." + ReadingOptions.AVRO.unknownSymbols() + "`",
            "`Promotions." + ReadingOptions.AVRO.promotions() + "`",
            "`groupedBy`",
            "`since`");
  }

  @ParameterizedTest
  @MethodSource("promotions")
  @Tag("C1")
  void everyPromotionOfAvroIsLossyAsTheTableShows(List<String> row, SchemaRegistry registry) {
    String data = row.get(1).replace("`", "");
    String reader = row.get(2).replace("`", "");
    Schema old = Schema.of(Field.required("n", ScalarType.valueOf(data)));
    Schema fresh = Schema.of(Field.required("n", ScalarType.valueOf(reader)));

    assertThat(registry.evolution().canRead(fresh, old)).isIncompatible();
    assertThat(
            registry.evolution().canRead(fresh, old, ReadingOptions.DEFAULTS.with(Promotions.AVRO)))
        .isCompatible();
    assertThat(promoted(data + " to " + reader, row.get(3))).isEqualTo(row.get(4));
  }

  private static String promoted(String promotion, String value) {
    return switch (promotion) {
      case "INT to FLOAT" -> plain((float) Integer.parseInt(value));
      case "BIGINT to FLOAT" -> plain((float) Long.parseLong(value));
      case "BIGINT to DOUBLE" -> plain((double) Long.parseLong(value));
      case "TEXT to BYTES" -> BYTES.formatHex(value.getBytes(StandardCharsets.UTF_8));
      case "BYTES to TEXT" ->
          BYTES.formatHex(
              new String(BYTES.parseHex(value), StandardCharsets.UTF_8)
                  .getBytes(StandardCharsets.UTF_8));
      default -> throw new AssertionError(promotion);
    };
  }

  private static String plain(double number) {
    return new BigDecimal(number).toPlainString();
  }
}
