package io.cairn.registry.core.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.evolution.History.Earlier;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.ReadingOptions;
import io.cairn.registry.evolution.ReadingOptions.OptionalFields;
import io.cairn.registry.evolution.ReadingOptions.Promotions;
import io.cairn.registry.evolution.ReadingOptions.UnknownSymbols;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** A history answers for all its versions at once as they would one by one. */
class HistoryTest {
  private static final List<CompatibilityMode> TRANSITIVE =
      List.of(
          CompatibilityMode.BACKWARD_TRANSITIVE,
          CompatibilityMode.FORWARD_TRANSITIVE,
          CompatibilityMode.FULL_TRANSITIVE);

  private final Random random;

  HistoryTest() {
    random = new Random();
  }

  private ReadingOptions options() {
    return new ReadingOptions(
        oneOf(OptionalFields.values()), oneOf(UnknownSymbols.values()), oneOf(Promotions.values()));
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Versions of which many share fields, and some go back to what was before. */
  private List<Schema> versions(RandomSchemas schemas) {
    List<Schema> versions = new ArrayList<>(List.of(schemas.schema()));
    int count = 2 + random.nextInt(7);
    while (versions.size() < count) {
      versions.add(schemas.neighbour(versions.get(random.nextInt(versions.size()))));
    }
    return versions;
  }

  /** Either all at once, or extended version by version with a check here and there. */
  private History history(ReadingOptions options, List<Schema> versions) {
    History history = History.of(options, List.of());
    List<Earlier> newestFirst = new ArrayList<>();
    boolean extend = random.nextBoolean();
    for (Schema version : versions) {
      Earlier next = Earlier.of(newestFirst.size() + 1, version);
      newestFirst.add(0, next);
      history = extend ? history.plus(next) : History.of(options, newestFirst);
      if (random.nextInt(3) == 0) {
        Compatibility.check(CompatibilityMode.FULL_TRANSITIVE, version, history, Refusing.RESOLVER);
      }
    }
    return history;
  }

  @Property(tries = 20_000)
  @Tag("C3")
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void allVersionsAtOnceAreJudgedAsOneByOne(@ForAll long seed) {
    random.setSeed(seed);
    RandomSchemas schemas = new RandomSchemas(seed);
    List<Schema> versions = versions(schemas);
    Schema proposed = schemas.neighbour(versions.get(random.nextInt(versions.size())));
    ReadingOptions options = options();
    CompatibilityMode mode = TRANSITIVE.get(random.nextInt(TRANSITIVE.size()));
    History history = history(options, versions);

    List<Violation> oneByOne = new ArrayList<>();
    for (int version = versions.size(); version > 0; version--) {
      History single = History.of(options, List.of(Earlier.of(version, versions.get(version - 1))));
      oneByOne.addAll(Compatibility.check(mode, proposed, single, Refusing.RESOLVER).violations());
    }

    assertThat(Compatibility.check(mode, proposed, history, Refusing.RESOLVER).violations())
        .isEqualTo(oneByOne);
    boolean settledAtOnce = history.agrees(mode, proposed, history.glanceAtNewest(proposed));
    Statistics.collect(oneByOne.isEmpty() ? (settledAtOnce ? "at once" : "one by one") : "refused");
    Statistics.coverage(
        coverage -> {
          coverage.check("at once").count(count -> count > 500);
          coverage.check("refused").percentage(share -> share > 30);
          coverage.check("one by one").percentage(share -> share < 2);
        });
  }

  @Property(tries = 5_000)
  @Tag("C2")
  void aGlanceNeverOverlooksWhatAnExplanationFinds(@ForAll long seed) {
    random.setSeed(seed);
    RandomSchemas schemas = new RandomSchemas(seed);
    Schema writer = schemas.schema();
    Schema reader = schemas.neighbour(writer);
    ReadingOptions options = options();
    Findings findings = Findings.all();

    Reading.explaining(options, Refusing.RESOLVER, findings).schemas(reader, writer);

    int glance = Reading.glancing(options).schemas(reader, writer);
    boolean isRefused = (glance & Reading.REFUSED) != 0;
    assertThat(isRefused || findings.violations().isEmpty())
        .as("%s reads %s: %s", reader, writer, findings.violations())
        .isTrue();
  }
}
