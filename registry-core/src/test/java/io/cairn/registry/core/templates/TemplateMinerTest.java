package io.cairn.registry.core.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.cairn.registry.core.templates.TemplateHarvest.Counted;
import io.cairn.registry.core.templates.TemplateHarvest.Gone;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("T6")
@Tag("T7")
class TemplateMinerTest {
  private static final TemplateSettings HALF = TemplateSettings.DEFAULTS.similarity(0.5);

  private final TemplateMiner miner = new TemplateMiner(HALF);

  @Test
  void aHarvestHasWhatChangedExactlyOnce() {
    miner.add("started 1", 20);
    miner.add("started 2", 10);
    miner.add("stopped", 30);

    assertThat(miner.harvest())
        .isEqualTo(
            new TemplateHarvest(
                List.of(
                    new Counted(
                        new Template(1, "started", "started <NUM>", "started 1"), 2, 10, 20),
                    new Counted(new Template(2, "stopped", "stopped", "stopped"), 1, 30, 30)),
                List.of()));
    assertThat(miner.harvest()).isEqualTo(new TemplateHarvest(List.of(), List.of()));

    miner.add("stopped", 5);
    assertThat(miner.harvest().counted())
        .containsExactly(new Counted(new Template(2, "stopped", "stopped", "stopped"), 1, 5, 5));
  }

  @Test
  void aMoreGeneralTemplateTakesOverTheCountOfItsPredecessor() {
    assertThat(miner.add("user anna left", 0)).isEqualTo(1);
    assertThat(Lines.texts(miner)).containsExactly("user anna left");
    assertThat(miner.add("user bert left", 0)).isEqualTo(1);
    assertThat(miner.add("user carl left", 0)).isEqualTo(1);

    TemplateHarvest harvest = miner.harvest();
    assertThat(harvest.gone()).isEmpty();
    assertThat(harvest.counted())
        .containsExactly(
            new Counted(new Template(1, "user", "user <*> left", "user anna left"), 3, 0, 0));
  }

  @Test
  void aTemplateKeepsItsPathWhenItBecomesMoreGeneral() {
    TemplateMiner deep = new TemplateMiner(HALF.depth(5));
    Lines.addAll(deep, "a b c d", "a b x d");
    assertThat(deep.templates()).containsExactly(new Template(1, "a b", "a b <*> d", "a b c d"));
  }

  @Test
  void templatesThatAnotherDepthMakesEqualAreMergedIntoTheOlder() {
    TemplateMiner deep = new TemplateMiner(HALF.depth(5));
    Lines.addAll(deep, "k a x d", "k b x d");
    assertThat(deep.templates()).hasSize(2);

    miner.restore(
        List.of(
            new Template(7, "k b", "k <*> x d", "younger"),
            new Template(3, "k a", "k <*> x d", "older")),
        9);
    assertThat(miner.add("k c x d", 5)).isEqualTo(3);

    TemplateHarvest harvest = miner.harvest();
    assertThat(harvest.gone()).containsExactly(new Gone(7, 3));
    assertThat(harvest.counted())
        .containsExactly(new Counted(new Template(3, "k", "k <*> x d", "older"), 1, 5, 5));
  }

  @Test
  void aMergedTemplateWhoseSuccessorMadeRoomIsGoneToo() {
    TemplateBudget budget = TemplateBudget.of(2);
    TemplateMiner twins = new TemplateMiner(HALF, budget, UnaryOperator.identity());
    twins.restore(
        List.of(new Template(1, "k a", "k <*>", ""), new Template(2, "k b", "k <*>", "")), 2);
    assertThat(budget.free()).isEqualTo(1);
    twins.evictAll();
    assertThat(twins.harvest().gone()).containsExactly(new Gone(2, 0), new Gone(1, 0));
    assertThat(budget.free()).isEqualTo(2);
  }

  @Test
  void theTemplateUnusedForLongestMakesRoom() {
    TemplateMiner small = new TemplateMiner(HALF.maxClusters(2));
    Lines.addAll(small, "a", "b", "a");
    assertThat(small.harvest().gone()).isEmpty();

    assertThat(small.add("c", 0)).isEqualTo(3);
    assertThat(Lines.texts(small)).containsExactly("a", "c");
    assertThat(small.harvest().gone()).containsExactly(new Gone(2, 0));
    assertThat(small.add("b", 0)).isEqualTo(4);
  }

  @Test
  void theLinesOfATemplateEvictedBeforeTheHarvestAreCountedUnderOther() {
    TemplateMiner small = new TemplateMiner(HALF.maxClusters(1));
    small.add("a", 1);
    small.add("a", 2);
    small.add("b", 3);

    TemplateHarvest harvest = small.harvest();
    assertThat(harvest.gone()).as("nobody was told of the first one").isEmpty();
    assertThat(harvest.counted())
        .containsExactly(
            new Counted(new Template(2, "b", "b", "b"), 1, 3, 3),
            new Counted(Template.OTHER, 2, 1, 2));
  }

  @Test
  void oneTemplatePerLineStaysWithinTheBounds() {
    TemplateBudget budget = TemplateBudget.of(1_000_000);
    TemplateMiner hostile = new TemplateMiner(HALF, budget, UnaryOperator.identity());
    long harvested = 0;
    for (int i = 0; i < 50_000; i++) {
      hostile.add(Integer.toString(i, 36).replaceAll("[0-9]", "z") + "q" + i + " w" + i + "w", 0);
      if (i % 7_000 == 0) {
        TemplateHarvest harvest = hostile.harvest();
        assertThat(harvest.gone()).hasSizeLessThanOrEqualTo(1_000);
        assertThat(harvest.counted()).hasSizeLessThanOrEqualTo(1_001);
        harvested += Lines.sum(harvest);
      }
    }
    assertThat(hostile.templates()).hasSizeLessThanOrEqualTo(1_000);
    assertThat(budget.free()).isEqualTo(1_000_000 - hostile.templates().size());
    assertThat(harvested + Lines.sum(hostile.harvest())).isEqualTo(50_000);
  }

  @Test
  void minersShareABudget() {
    TemplateBudget budget = TemplateBudget.of(3);
    TemplateMiner first = new TemplateMiner(HALF, budget, UnaryOperator.identity());
    TemplateMiner second = new TemplateMiner(HALF, budget, UnaryOperator.identity());
    Lines.addAll(first, "a", "b", "c");
    assertThat(budget.free()).isZero();

    assertThat(second.add("x", 8)).as("it has none that could make room").isZero();
    assertThat(second.harvest().counted()).containsExactly(new Counted(Template.OTHER, 1, 8, 8));
    assertThat(second.lastNumber()).isZero();

    first.add("d", 0);
    assertThat(Lines.texts(first)).as("its own makes room").containsExactly("b", "c", "d");

    first.evictAll();
    assertThat(budget.free()).isEqualTo(3);
    assertThat(second.add("x", 0)).isEqualTo(1);
    assertThat(Lines.counts(first)).containsExactly(entry("<other>", 4L));
  }

  @Test
  void evictingAllTellsOfThoseThatWereKnown() {
    Lines.addAll(miner, "a", "b");
    assertThat(miner.harvest().counted()).hasSize(2);
    miner.evictAll();
    assertThat(miner.templates()).isEmpty();
    assertThat(miner.harvest().gone()).containsExactly(new Gone(1, 0), new Gone(2, 0));
    assertThat(miner.add("a", 0)).isEqualTo(3);
  }

  @Test
  void anExampleIsTheFirstLineCutAndWellFormed() {
    String smile = "\uD83D\uDE00";
    String line = "a\u0000\t\uDE00 " + "x".repeat(250) + smile + "rest";
    miner.add(line, 0);
    assertThat(miner.templates().get(0).example()).isEqualTo("a\uFFFD\t\uFFFD " + "x".repeat(250));
  }

  @Test
  void examplesAreRedacted() {
    TemplateMiner redacting =
        new TemplateMiner(
            HALF,
            TemplateBudget.unlimited(),
            line -> {
              if (line.startsWith("fail")) {
                throw new IllegalStateException("no");
              }
              return line.startsWith("secret") ? "" : line.replace("anna", "***");
            });
    Lines.addAll(redacting, "anna left", "secret", "fail");

    assertThat(redacting.harvest().counted())
        .extracting(counted -> counted.template().example())
        .containsExactly("*** left", "", "");
    assertThat(redacting.templates())
        .extracting(Template::example)
        .containsExactly("*** left", "", "");
  }

  @Test
  void aRestoredMinerGoesOnWithNumbersAndExamples() {
    miner.restore(List.of(new Template(4, "user", "user <*> left", "user anna left")), 11);

    assertThat(miner.harvest().counted()).isEmpty();
    assertThat(miner.add("user zoe left", 1)).isEqualTo(4);
    assertThat(miner.add("else", 1)).isEqualTo(12);
    assertThat(miner.lastNumber()).isEqualTo(12);
    assertThat(miner.templates())
        .contains(new Template(4, "user", "user <*> left", "user anna left"));
  }

  @Test
  void aRestoredMinerStartsAboveTheNumbersItGets() {
    miner.restore(List.of(new Template(4, "a", "a", "")), 0);
    assertThat(miner.add("b", 0)).isEqualTo(5);
  }

  @Test
  void whatIsRestoredBeyondTheBoundsIsToldAsGone() {
    TemplateMiner small = new TemplateMiner(HALF.maxClusters(1));
    small.restore(List.of(new Template(1, "a", "a", ""), new Template(2, "b", "b", "")), 2);
    assertThat(small.harvest().gone()).containsExactly(new Gone(1, 0));

    TemplateMiner poor = new TemplateMiner(HALF, TemplateBudget.of(0), UnaryOperator.identity());
    poor.restore(List.of(new Template(1, "a", "a", "")), 1);
    assertThat(poor.harvest().gone()).containsExactly(new Gone(1, 0));
  }

  @Test
  void templatesOfAnotherDepthAreLaidAnew() {
    TemplateMiner deep = new TemplateMiner(HALF.depth(5));
    deep.restore(List.of(new Template(1, "a", "a b c <*>", "")), 1);
    assertThat(deep.add("a b c d", 0)).isEqualTo(1);
    assertThat(deep.templates()).containsExactly(new Template(1, "a b", "a b c <*>", ""));
  }

  @Test
  void onlyANewMinerIsRestoredAndOnlyOnce() {
    miner.add("a", 0);
    assertThatThrownBy(() -> miner.restore(List.of(), 0)).isInstanceOf(IllegalStateException.class);
    TemplateMiner fresh = new TemplateMiner(HALF);
    assertThatThrownBy(() -> fresh.restore(List.of(Template.OTHER), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    Template twice = new Template(1, "a", "a", "");
    assertThatThrownBy(() -> fresh.restore(List.of(twice, twice), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fresh.add("x", 0)).isEqualTo(1);
  }
}
