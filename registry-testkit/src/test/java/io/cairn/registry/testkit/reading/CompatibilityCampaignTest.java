package io.cairn.registry.testkit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.evolution.Compatibility;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.Rule;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.Tag;

/**
 * Verdicts are right: whatever is called compatible is read without a change of meaning, and
 * whatever is refused goes wrong with some record, in the very place the report names.
 */
@Tag("C1")
@Tag("C2")
@Tag("C8")
@Tag("C9")
@Tag("once")
class CompatibilityCampaignTest {
  private static final int PAIRS = 10_000;
  private static final int FEWER_PAIRS = 4_000;
  private static final int MANY_PAIRS = 200_000;
  private static final int LEAST_VIOLATIONS = 100;
  private static final double LEAST_COMPATIBLE = 0.3;

  @Example
  void verdictsAreWhatReadingShows() {
    verdictsAreRight(PAIRS, ReadingOptions.DEFAULTS);
  }

  @Example
  @Tag("campaign")
  void verdictsAreWhatReadingShowsOverManyPairs() {
    verdictsAreRight(MANY_PAIRS, ReadingOptions.DEFAULTS);
  }

  @Example
  void verdictsAreWhatReadingShowsAsAvroDoes() {
    verdictsAreRight(FEWER_PAIRS, ReadingOptions.AVRO);
  }

  private static void verdictsAreRight(int pairs, ReadingOptions options) {
    Campaign campaign =
        new Campaign(
            Campaign.seed(),
            options,
            pair ->
                Compatibility.canRead(
                    pair.reader(), pair.writer(), options, pair.schemas()::apply));

    assertThat(campaign.firstObjection(pairs)).isEmpty();
    for (Tally tally : List.of(campaign.there(), campaign.back())) {
      for (Rule rule : Rule.values()) {
        assertThat(tally.violationsOf(rule))
            .as("%s in %s", rule, tally)
            .isGreaterThanOrEqualTo(pairs < PAIRS ? 1 : LEAST_VIOLATIONS);
      }
    }
    assertThat(campaign.there().compatibleShare())
        .as("share of compatible pairs in %s", campaign.there())
        .isGreaterThanOrEqualTo(options.equals(ReadingOptions.DEFAULTS) ? LEAST_COMPATIBLE : 0.2);
  }
}
