package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.cairn.registry.telemetry.TemplateMask;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T7")
class LineScannerTest {
  private static final TemplateSettings SMALL = TemplateSettings.DEFAULTS.maxTokens(3);

  @Test
  void tokensAreCutAtBlanksAndControlCharacters() {
    assertThat(Lines.masked("\t a  b\r\n c\u0000d\u00A0e\u2028f\u3000g\u007Fh\u0085i "))
        .isEqualTo("a b c d e f g h i");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n", "\u0000"})
  void linesWithoutTokensAreOneTemplate(String line) {
    TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS);
    assertThat(miner.add(line, 0)).isEqualTo(1);
    assertThat(miner.add("", 0)).isEqualTo(1);
    assertThat(Lines.texts(miner)).containsExactly("");
  }

  @Test
  void everyNumberOfTokensHasItsTemplateUpToTheLimit() {
    TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS);
    for (int size = 1; size <= 300; size++) {
      String line = String.join(" ", Collections.nCopies(size, "x"));
      assertThat(miner.add(line, 0)).isEqualTo(Math.min(size, 257));
    }
    List<String> texts = Lines.texts(miner);
    assertThat(texts.get(255)).doesNotContain(Template.WILDCARD);
    assertThat(texts.get(256)).endsWith(" x " + Template.WILDCARD);
  }

  @Test
  void tokensBeyondTheLimitAreOneWildcard() {
    assertThat(Lines.masked("a b c", SMALL)).isEqualTo("a b c");
    assertThat(Lines.masked("a b c  ", SMALL)).isEqualTo("a b c");
    assertThat(Lines.masked("a b c d", SMALL)).isEqualTo("a b c <*>");
    assertThat(Lines.masked("a b c d e f", SMALL)).isEqualTo("a b c <*>");
  }

  @Test
  void aLineWithTooManyTokensFindsItsTemplateAgainHoweverFewCount() {
    TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS.maxTokens(1));
    Lines.addAll(miner, "a b", "a b", "a c d");
    assertThat(Lines.counts(miner)).containsExactly(entry("a <*>", 3L));
  }

  @Test
  void whatIsBeyondTheLongestLineIsNotLookedAt() {
    TemplateSettings settings = TemplateSettings.DEFAULTS.maxLineLength(16);
    assertThat(Lines.masked("0123456789 abcdefgh", settings)).isEqualTo("<NUM> abcde");
    assertThat(Lines.masked("abcdefghijklmno\uD83D\uDE00", settings)).isEqualTo("abcdefghijklmno");
    assertThat(Lines.masked("abcdefghijklmn\uD83D\uDE00", settings))
        .isEqualTo("abcdefghijklmn\uD83D\uDE00");
  }

  @Test
  void aLineOfAMegabyteIsTakenLikeItsBeginning() {
    TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS);
    String long1 = "x".repeat(1 << 20);
    assertThat(miner.add(long1, 0)).isEqualTo(miner.add(long1 + "y", 0));
    assertThat(miner.templates().get(0).text()).hasSize(2_048);
    assertThat(miner.templates().get(0).example()).hasSize(Template.MAX_EXAMPLE_LENGTH);
  }

  @Test
  void masksLongerThanTheirValuesFit() {
    String line = "1;".repeat(1_024);
    assertThat(Lines.masked(line)).isEqualTo("<NUM>;".repeat(1_024));
  }

  @Test
  void unpairedSurrogatesAreReplaced() {
    assertThat(Lines.masked("a\uD83D b\uDE00 \uDE00\uD83D \uD83D\uDE00"))
        .isEqualTo("a\uFFFD b\uFFFD \uFFFD\uFFFD \uD83D\uDE00");
  }

  @Test
  void aWordOfTheLineThatLooksLikeAWildcardIsOne() {
    TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS);
    Lines.addAll(miner, "<*> <*>", "<*> <*>", "<*> a");
    assertThat(Lines.counts(miner)).containsExactly(entry("<*> <*>", 3L));
  }

  @Test
  void everyMaskIsInTheTemplatesAsItSays() {
    for (TemplateMask mask : TemplateMask.values()) {
      assertThat(Lines.masked(mask.text())).isEqualTo(mask.text());
    }
  }
}
