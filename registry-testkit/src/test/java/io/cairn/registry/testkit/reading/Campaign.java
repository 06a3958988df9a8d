package io.cairn.registry.testkit.reading;

import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.ReadingOptions;
import java.util.List;
import java.util.Optional;

/** Tries a checker on many pairs of schemas, each in both roles. */
final class Campaign {

  /** The system property for another seed than the one every build has. */
  static final String SEED = "cairn.campaign.seed";

  private final long seed;
  private final ReadingOptions options;
  private final Checker checker;
  private final Pairs pairs;
  private final Tally there = new Tally();
  private final Tally back = new Tally();

  Campaign(long seed, ReadingOptions options, Checker checker) {
    this.seed = seed;
    this.options = options;
    this.checker = checker;
    this.pairs = new Pairs(seed);
  }

  static long seed() {
    return Long.getLong(SEED, 20_240_229);
  }

  /** The first verdict that is wrong, and why; empty if none is. */
  Optional<String> firstObjection(int count) {
    for (int number = 0; number < count; number++) {
      Pair pair = pairs.pair(number);
      Optional<String> objection = objection(number, pair, there);
      if (objection.isEmpty()) {
        objection = objection(number, pair.exchanged(), back);
      }
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private Optional<String> objection(int number, Pair pair, Tally tally) {
    CompatibilityReport verdict = checker.check(pair);
    tally.count(pair, verdict);
    List<String> objections = Trial.objections(pair, options, verdict, pairs.random(number));
    return objections.isEmpty()
        ? Optional.empty()
        : Optional.of(describe(number, pair, verdict, objections));
  }

  private String describe(
      int number, Pair pair, CompatibilityReport verdict, List<String> objections) {
    return "Pair %d of -D%s=%d%n%s%nreader %s%nwriter %s%nverdict %s"
        .formatted(
            number,
            SEED,
            seed,
            String.join("\n", objections),
            SchemaJson.write(pair.reader()),
            SchemaJson.write(pair.writer()),
            verdict.explain());
  }

  /** What was tried with the roles as they came. */
  Tally there() {
    return there;
  }

  /** What was tried with the roles exchanged. */
  Tally back() {
    return back;
  }
}
