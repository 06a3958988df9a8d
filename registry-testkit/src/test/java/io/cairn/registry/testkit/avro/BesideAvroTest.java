package io.cairn.registry.testkit.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Named cases: both verdicts, and what Avro's own reader makes of values that its writer wrote.
 * With {@code -Dgolden.renew=true} the golden file is written anew.
 */
@Tag("C1")
@Tag("C2")
class BesideAvroTest {
  private static final Opinion OPINION = Opinion.OF_CAIRN;
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/cairn/registry/testkit/avro/" + OPINION.name() + ".md");
  private static final Path GUIDE = Path.of("..", "docs", "avro.md");

  /** Where Avro changes no value, and yet what it returns is not what was meant. */
  private static final Set<Difference> BY_DEFINITION =
      EnumSet.of(
          Difference.UNION_AND_PLAIN,
          Difference.UNION_BRANCH,
          Difference.KEY,
          Difference.KIND_OR_TRAIT);

  static Stream<Page.Reading> readings() {
    return Stream.concat(Page.changes().stream(), Page.pairs().stream());
  }

  @ParameterizedTest
  @MethodSource("readings")
  void theVerdictsAgreeOrDifferAsListed(Page.Reading reading) {
    SecondOpinion both = SecondOpinion.of(OPINION, reading.reader(), reading.writer());

    assertThat(both.unlisted()).isEmpty();
    assertThat(both.differences().isEmpty()).isEqualTo(both.agreed());
    assertThat(both.differences())
        .allSatisfy(
            difference ->
                assertThat(difference.says())
                    .isEqualTo(both.avro() ? Difference.Says.AVRO_YES : Difference.Says.CAIRN_YES));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void asLikeAvroAsItCanBeFourDifferencesAreGone(Page.Reading reading) {
    SecondOpinion both = SecondOpinion.of(Opinion.LIKE_AVRO, reading.reader(), reading.writer());

    assertThat(both.unlisted()).isEmpty();
    assertThat(both.differences().isEmpty()).isEqualTo(both.agreed());
  }

  @ParameterizedTest
  @MethodSource("readings")
  void whatBothReadStaysTheSame(Page.Reading reading) {
    SecondOpinion both = SecondOpinion.of(OPINION, reading.reader(), reading.writer());
    if (both.cairn() && both.avro()) {
      assertThat(Outcome.of(reading.reader(), reading.writer()).shown()).isEqualTo("same");
    }
  }

  @ParameterizedTest
  @MethodSource("readings")
  void whatCairnAloneRefusesGoesWrongOrIsAnotherThingByDefinition(Page.Reading reading) {
    SecondOpinion both = SecondOpinion.of(OPINION, reading.reader(), reading.writer());
    if (both.avro() && !both.cairn() && !BY_DEFINITION.containsAll(both.differences())) {
      assertThat(Outcome.of(reading.reader(), reading.writer()).result())
          .isNotEqualTo(Outcome.Result.SAME);
    }
  }

  @Test
  void everyListedDifferenceHasACase() {
    assertThat(
            readings()
                .map(one -> SecondOpinion.of(OPINION, one.reader(), one.writer()))
                .flatMap(both -> both.differences().stream()))
        .containsAll(OPINION.differences());
  }

  @Test
  void aDifferenceThatIsNotListedIsFound() {
    Opinion nothingListed = new Opinion(OPINION.name(), OPINION.checker(), Set.of());

    assertThat(readings())
        .allSatisfy(
            one -> {
              SecondOpinion both = SecondOpinion.of(nothingListed, one.reader(), one.writer());
              assertThat(both.unlisted().isEmpty()).isEqualTo(both.agreed());
            });
  }

  @Test
  void theTablesAreThoseOfTheGoldenFile() throws IOException {
    String text = new Page(OPINION).text();
    if (Boolean.getBoolean("golden.renew")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(Files.readAllLines(GOLDEN)).isEqualTo(text.lines().toList());
  }

  @Test
  void theGuideShowsTheTables() throws IOException {
    assertThat(Files.readString(GUIDE)).endsWith(Files.readString(GOLDEN));
  }

  @Test
  void theGuideNamesWhatIsNotCompared() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(List.of("JSON", "EMBEDDING", "references"))
        .allSatisfy(type -> assertThat(guide).contains(type));
  }
}
