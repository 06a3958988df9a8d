package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.telemetry.TemplateSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What depth, similarity and the number of branches do, as Drain's paper describes them. */
@Tag("T7")
class DrainTreeTest {
  private static final TemplateSettings HALF = TemplateSettings.DEFAULTS.similarity(0.5);

  @Test
  void linesOfDifferentLengthNeverShareATemplate() {
    TemplateMiner miner = new TemplateMiner(HALF.similarity(0));
    Lines.addAll(miner, "a b c", "a b c d");
    assertThat(Lines.texts(miner)).containsExactly("a b c", "a b c d");
  }

  @Test
  void theDeeperTheTreeTheMoreFirstTokensTellTemplatesApart() {
    String[] lines = {"a b c d", "x b c d", "x y c d", "x y z d", "x y z q"};
    assertThat(templates(HALF.depth(3).similarity(0), lines)).isEqualTo(1);
    assertThat(templates(HALF.depth(4).similarity(0), lines)).isEqualTo(2);
    assertThat(templates(HALF.depth(5).similarity(0), lines)).isEqualTo(3);
    assertThat(templates(HALF.depth(6).similarity(0), lines)).isEqualTo(4);
    assertThat(templates(HALF.depth(7).similarity(0), lines)).isEqualTo(5);
    assertThat(templates(HALF.depth(16).similarity(0), lines)).isEqualTo(5);
  }

  @Test
  void theSimilarityIsTheShareOfEqualTokens() {
    String[] lines = {"k a b c d e f g h i", "k a b c d e f x y z"};
    assertThat(templates(TemplateSettings.DEFAULTS.similarity(0.7), lines)).isEqualTo(1);
    assertThat(templates(TemplateSettings.DEFAULTS.similarity(0.71), lines)).isEqualTo(2);
    assertThat(templates(TemplateSettings.DEFAULTS.similarity(1), lines)).isEqualTo(2);
    assertThat(templates(TemplateSettings.DEFAULTS.similarity(0), lines)).isEqualTo(1);
  }

  @Test
  void wildcardsAreNoEqualTokens() {
    TemplateMiner miner = new TemplateMiner(HALF);
    Lines.addAll(miner, "k a b c", "k a x y");
    assertThat(Lines.texts(miner)).containsExactly("k a <*> <*>");
    assertThat(miner.add("k q b c", 0)).as("one of four is equal").isEqualTo(2);
  }

  @Test
  void theMostSimilarTemplateWinsThenTheOneWithMoreWildcards() {
    TemplateMiner miner = new TemplateMiner(HALF);
    assertThat(miner.add("k a b c", 0)).isEqualTo(1);
    assertThat(miner.add("k x y z", 0)).isEqualTo(2);
    assertThat(miner.add("k x y c", 0)).as("3 of 4 against 2 of 4").isEqualTo(2);
    assertThat(Lines.texts(miner)).containsExactly("k a b c", "k x y <*>");
    assertThat(miner.add("k a y q", 0)).as("2 of 4 each, the other has a wildcard").isEqualTo(2);
  }

  @Test
  void tokensBeyondTheLimitOfBranchesShareTheWildcards() {
    TemplateSettings three = HALF.maxChildren(3);
    TemplateMiner miner = new TemplateMiner(three);
    Lines.addAll(miner, "a 1", "b 1", "c 1", "d 1");
    assertThat(miner.templates())
        .extracting(Template::path)
        .containsExactly("a", "b", Template.WILDCARD);
    assertThat(Lines.texts(miner)).containsExactly("a <NUM>", "b <NUM>", "<*> <NUM>");

    TemplateMiner narrow = new TemplateMiner(HALF.maxChildren(1));
    Lines.addAll(narrow, "a b", "c b");
    assertThat(Lines.texts(narrow)).containsExactly("<*> b");
  }

  @Test
  void tokensWithDigitsHaveNoBranchOfTheirOwn() {
    TemplateMiner miner = new TemplateMiner(HALF);
    Lines.addAll(miner, "node1 is up", "node2 is up");
    assertThat(miner.templates())
        .containsExactly(new Template(1, Template.WILDCARD, "<*> is up", "node1 is up"));
  }

  @Test
  void aBranchIsFreeAgainWhenItsLastTemplateIsGone() {
    TemplateMiner miner = new TemplateMiner(HALF.maxChildren(3).maxClusters(2));
    for (char c = 'a'; c <= 'z'; c++) {
      miner.add(c + " x y z", 0);
    }
    assertThat(miner.templates()).extracting(Template::path).containsExactly("y", "z");
  }

  @Test
  void branchesAreFoundAmongMany() {
    TemplateMiner miner = new TemplateMiner(HALF.maxChildren(10_000));
    for (int i = 0; i < 900; i++) {
      assertThat(miner.add(word(i) + " x", 0)).isEqualTo(i + 1);
    }
    for (int i = 0; i < 900; i++) {
      assertThat(miner.add(word(i) + " x", 0)).isEqualTo(i + 1);
    }
  }

  private static String word(int number) {
    return Integer.toString(number)
        .chars()
        .collect(
            StringBuilder::new,
            (word, digit) -> word.append((char) (digit + 'a' - '0')),
            StringBuilder::append)
        .toString();
  }

  private static int templates(TemplateSettings settings, String... lines) {
    TemplateMiner miner = new TemplateMiner(settings);
    Lines.addAll(miner, lines);
    return miner.templates().size();
  }
}
