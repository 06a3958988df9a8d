package io.cairn.examples;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Warning.Hint;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.RegistryExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page of each rule says is true. */
@Tag("C8")
@ExtendWith(RegistryExtension.class)
class RulePagesTest {
  private static final Path PAGES = Path.of("..", "docs", "rules");
  private static final Subject ORDERS = Subject.of("shop", "orders");

  static String fileName(Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
  }

  private static GuidePage page(Rule rule) {
    return GuidePage.read(PAGES.resolve(fileName(rule)));
  }

  private static Schema schema(GuidePage page, String role) {
    return SchemaJson.read(page.block("json " + role));
  }

  /** The modes named in the sentence "Refused under …". */
  private static List<CompatibilityMode> refusing(GuidePage page) {
    String sentence = page.only("\nRefused under ([A-Zand ]+)\\.");
    return Arrays.stream(sentence.split(" and ")).map(CompatibilityMode::parse).toList();
  }

  @Test
  void everyRuleAndWarningHasAPageAndEveryPageOneOfThem() {
    List<String> names =
        Stream.concat(
                Stream.of(Rule.values()).map(RulePagesTest::fileName),
                Stream.of(Hint.values()).map(WarningPagesTest::fileName))
            .toList();
    assertThat(PAGES.toFile().list())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(names.stream(), Stream.of("README.md")).toList());
    assertThat(GuidePage.read(PAGES.resolve("README.md")).all("\n\\| \\[[A-Z_]+]\\((.+?)\\)"))
        .isEqualTo(names);
  }

  @ParameterizedTest
  @EnumSource
  void itsIndexSaysWhatEitherModeRefuses(Rule rule) {
    GuidePage index = GuidePage.read(PAGES.resolve("README.md"));
    String[] cells =
        index
            .only("\n\\| \\[" + rule + "]\\(" + fileName(rule) + "\\) \\| (.+) \\|\n")
            .split(" \\| ", -1);
    assertThat(cells).hasSize(3).doesNotContain("");
    assertThat(cells[1].equals(cells[2]))
        .as("the same both ways")
        .isEqualTo(refusing(page(rule)).size() == 2);
  }

  @ParameterizedTest
  @EnumSource
  void theChangeViolatesTheRuleAloneWithTheMessageShown(Rule rule, SchemaRegistry registry) {
    GuidePage page = page(rule);
    assertThat(page.only("^# (.*)\n")).isEqualTo(rule.name());
    registry.register(ORDERS, schema(page, "old"));
    registry.evolution().changeMode(ORDERS, refusing(page).get(0));

    assertThat(registry.evolution().check(ORDERS, schema(page, "new")).violations())
        .extracting(Object::toString)
        .containsExactly(page.block("text"));
    assertThat(page.block("text")).startsWith(rule + " at ");
  }

  @ParameterizedTest
  @EnumSource
  void itIsRefusedUnderTheModesNamedAndNoOther(Rule rule, SchemaRegistry registry) {
    GuidePage page = page(rule);
    registry.register(ORDERS, schema(page, "old"));
    for (CompatibilityMode mode : List.of(CompatibilityMode.BACKWARD, CompatibilityMode.FORWARD)) {
      registry.evolution().changeMode(ORDERS, mode);
      assertThat(registry.evolution().check(ORDERS, schema(page, "new")).isCompatible())
          .as("%s", mode)
          .isEqualTo(!refusing(page).contains(mode));
    }
  }

  /** The fix stands in the subject itself, or in "```json fixed as SUBJECT" under a new one. */
  @ParameterizedTest
  @EnumSource
  void theFixIsAccepted(Rule rule, SchemaRegistry registry) {
    GuidePage page = page(rule);
    registry.register(ORDERS, schema(page, "old"));
    registry.evolution().changeMode(ORDERS, refusing(page).get(0));
    String elsewhere = page.only("\n```json fixed(?: as )?(.*)\n");
    Subject subject = elsewhere.isEmpty() ? ORDERS : Subject.parse(elsewhere);
    Schema fixed = SchemaJson.read(page.only("(?s)\n```json fixed[^\n]*\n(.*?)\n" + "```"));

    assertThat(registry.evolution().check(subject, fixed)).isCompatible();
    assertThat(fixed).isNotEqualTo(schema(page, "old"));
    assertThat(fixed.equals(schema(page, "new"))).isEqualTo(!subject.equals(ORDERS));
  }

  @Test
  void everyLinkLeadsSomewhere() {
    for (String name : Objects.requireNonNull(PAGES.toFile().list())) {
      GuidePage page = GuidePage.read(PAGES.resolve(name));
      assertThat(page.all("]\\(([^)]+)\\)")).allSatisfy(link -> requireTarget(page, link));
    }
  }

  /** A page, or a page and one of its headings. */
  private static void requireTarget(GuidePage page, String link) {
    String[] parts = link.split("#", 2);
    GuidePage target = GuidePage.read(page.file().resolveSibling(parts[0]));
    if (parts.length == 2) {
      assertThat(target.all("\n#+ (.*)\n"))
          .map(heading -> heading.toLowerCase(Locale.ROOT).replace(' ', '-'))
          .contains(parts[1]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRuleThatIsRefusedOneWaySaysSo(Rule rule) {
    GuidePage page = page(rule);
    boolean oneWay = refusing(page).size() == 1;
    assertThat(page.all("\\. Allowed under (FORWARD|BACKWARD)\\.")).hasSize(oneWay ? 1 : 0);
    assertThat(page.all("\n(## The other way round)\n")).hasSize(oneWay ? 1 : 0);
  }
}
