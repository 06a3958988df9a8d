package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.telemetry.TemplateMask;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T7")
class TemplateSettingsTest {
  private static final TemplateSettings DEFAULTS = TemplateSettings.DEFAULTS;

  @Test
  void defaultsAreThoseOfTheDocumentation() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new TemplateSettings(
                4, 100, 1_000, 0.7, EnumSet.allOf(TemplateMask.class), 2_048, 256));
  }

  @Test
  void eachOptionIsSetAlone() {
    TemplateSettings all =
        DEFAULTS
            .depth(5)
            .maxChildren(6)
            .maxClusters(7)
            .similarity(0.8)
            .masks(Set.of(TemplateMask.IP))
            .maxLineLength(90)
            .maxTokens(10);
    assertThat(all).isEqualTo(new TemplateSettings(5, 6, 7, 0.8, Set.of(TemplateMask.IP), 90, 10));
    assertThat(DEFAULTS.depth()).isEqualTo(4);
  }

  @Test
  void masksAreCopied() {
    Set<TemplateMask> mine = EnumSet.noneOf(TemplateMask.class);
    TemplateSettings settings = DEFAULTS.masks(mine);
    mine.add(TemplateMask.IP);
    assertThat(settings.masks()).isEmpty();
  }

  @Test
  void optionsOutOfTheirRangeAreRefused() {
    refuses("depth is 2; it must be from 3 to 16", () -> DEFAULTS.depth(2));
    refuses("depth is 17", () -> DEFAULTS.depth(17));
    refuses("maxChildren is 0; it must be from 1 to 10000", () -> DEFAULTS.maxChildren(0));
    refuses("maxChildren is 10001", () -> DEFAULTS.maxChildren(10_001));
    refuses("maxClusters is 0; it must be from 1 to 1000000", () -> DEFAULTS.maxClusters(0));
    refuses("maxClusters is 1000001", () -> DEFAULTS.maxClusters(1_000_001));
    refuses("similarity is -0.1; it must be from 0 to 1", () -> DEFAULTS.similarity(-0.1));
    refuses("similarity is 1.1", () -> DEFAULTS.similarity(1.1));
    refuses("similarity is NaN", () -> DEFAULTS.similarity(Double.NaN));
    refuses("maxLineLength is 15; it must be from 16 to 65536", () -> DEFAULTS.maxLineLength(15));
    refuses("maxLineLength is 65537", () -> DEFAULTS.maxLineLength(65_537));
    refuses("maxTokens is 0; it must be from 1 to 4096", () -> DEFAULTS.maxTokens(0));
    refuses("maxTokens is 4097", () -> DEFAULTS.maxTokens(4_097));
  }

  private static void refuses(String message, Supplier<TemplateSettings> settings) {
    assertThatThrownBy(settings::get)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }
}
