package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateSettings;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.StringLength;

@Tag("T7")
class AnyLineTest {

  @Property(tries = 2_000)
  void anyTextIsOneTemplateOfWellFormedUnicode(@ForAll @StringLength(max = 300) String line) {
    TemplateMiner miner = new TemplateMiner(TemplateSettings.DEFAULTS);
    long number = miner.add(line, 0);
    assertThat(miner.add(line, 0)).isEqualTo(number);
    Template template = miner.templates().get(0);
    assertWellFormed(template.text());
    assertWellFormed(template.path());
    assertWellFormed(template.example());
  }

  /** What masks and tokens are made of, in any order: a mask's neighbour may be another's part. */
  @Property(tries = 200)
  void anyMixOfTheCharactersOfValuesIsTaken(@ForAll long seed) {
    String alphabet = "0123456789abcdefxTZ:.,-+/_ <*>\u0000\uD83D\uDE00é";
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      StringBuilder line = new StringBuilder();
      int length = random.nextInt(80);
      for (int j = 0; j < length; j++) {
        line.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String masked = Lines.masked(line.toString());
      assertWellFormed(masked);
      assertThat(TemplateText.join(TemplateText.cut(masked))).isEqualTo(masked);
      assertThat(Lines.masked(line.toString(), TemplateSettings.DEFAULTS.masks(Set.of())))
          .hasSizeLessThanOrEqualTo(length);
    }
  }

  private static void assertWellFormed(String text) {
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    assertThat(text).doesNotContain("\u0000");
  }
}
