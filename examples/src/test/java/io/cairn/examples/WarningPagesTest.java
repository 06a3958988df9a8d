package io.cairn.examples;

import static io.cairn.registry.testkit.RegistryAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Warning;
import io.cairn.registry.evolution.Warning.Hint;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.testkit.RegistryExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page of each warning says is true. */
@Tag("C10")
@ExtendWith(RegistryExtension.class)
class WarningPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "rules");
  private static final Subject ORDERS = Subject.of("shop", "orders");

  static String fileName(Hint hint) {
    return hint.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md";
  }

  private static GuidePage page(Hint hint) {
    return GuidePage.read(PAGES.resolve(fileName(hint)));
  }

  private static Schema schema(GuidePage page, String role) {
    return SchemaJson.read(page.block("json " + role));
  }

  /** The modes named in a sentence or a list. */
  private static Set<CompatibilityMode> modes(String named) {
    if (named.equals("every mode but NONE")) {
      return EnumSet.complementOf(EnumSet.of(CompatibilityMode.NONE));
    }
    Set<CompatibilityMode> modes = EnumSet.noneOf(CompatibilityMode.class);
    Arrays.stream(named.split(", | and ", -1)).map(CompatibilityMode::parse).forEach(modes::add);
    return modes;
  }

  private static Set<CompatibilityMode> warning(GuidePage page) {
    return modes(page.only("\nA warning under (.+?)\\."));
  }

  private static void registerThePast(SchemaRegistry registry, GuidePage page) {
    registry.evolution().changeMode(ORDERS, CompatibilityMode.NONE);
    Stream.of("first", "old")
        .filter(role -> page.text().contains("\n```json " + role + "\n"))
        .forEach(role -> registry.register(ORDERS, schema(page, role)));
  }

  private static CompatibilityReport check(
      SchemaRegistry registry, CompatibilityMode mode, Schema proposed) {
    registry.evolution().changeMode(ORDERS, mode);
    return registry.evolution().check(ORDERS, proposed);
  }

  @ParameterizedTest
  @EnumSource
  void theIndexNamesThePageAndTheModes(Hint hint) {
    GuidePage index = GuidePage.read(PAGES.resolve("README.md"));
    assertThat(page(hint).only("^# (.*)\n")).isEqualTo(hint.name());
    assertThat(
            modes(
                index.only(
                    "\n\\| \\[" + hint + "]\\(" + fileName(hint) + "\\) \\| .+ \\| (.+) \\|\n")))
        .isEqualTo(warning(page(hint)));
  }

  @ParameterizedTest
  @EnumSource
  void theChangeIsAllowedWithTheMessageShownUnderTheModesNamedAndNoOther(
      Hint hint, SchemaRegistry registry) {
    GuidePage page = page(hint);
    registerThePast(registry, page);
    for (CompatibilityMode mode : CompatibilityMode.values()) {
      CompatibilityReport report = check(registry, mode, schema(page, "new"));
      if (warning(page).contains(mode)) {
        assertThat(report).as("%s", mode).isCompatible();
        assertThat(report.warnings())
            .extracting(Warning::explain)
            .isEqualTo(List.of(page.block("text")));
      } else {
        assertThat(report).as("%s", mode).hasNoWarnings();
        assertThat(report.isCompatible()).isEqualTo(mode == CompatibilityMode.NONE);
      }
    }
    assertThat(page.block("text")).startsWith(hint + " at ");
  }

  @ParameterizedTest
  @EnumSource
  void whatAvoidsItIsAcceptedWithoutAWarning(Hint hint, SchemaRegistry registry) {
    GuidePage page = page(hint);
    registerThePast(registry, page);
    for (CompatibilityMode mode : CompatibilityMode.values()) {
      assertThat(check(registry, mode, schema(page, "fixed"))).isCompatible().hasNoWarnings();
    }
    assertThat(schema(page, "fixed")).isNotEqualTo(schema(page, "old"));
  }
}
