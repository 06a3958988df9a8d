package io.cairn.registry.sqlite;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.sqlite.EcsComparison.Break;
import io.cairn.registry.sqlite.EcsComparison.Occurrence;
import io.cairn.registry.sqlite.EcsComparison.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes what the comparison finds as a page of Markdown. */
final class EcsPage {
  /** What the makers say of each change that breaks, by the beginning of the field's name. */
  private static final Map<String, String> ANNOUNCED =
      Map.of(
          "log.origin.file.line",
          EcsRemovals.changelog("8.0.0")
              + ", a breaking change: “Migrate `log.origin.file.line` from `integer` to `long`. "
              + EcsRemovals.pull(1533)
              + "”",
          "process.io.",
          EcsRemovals.changelog("8.5.2")
              + ", a bug fix: “Fixes invalid `number` type on 4 `process.io` subfields. "
              + EcsRemovals.pull(2105)
              + "”");

  private final EcsComparison comparison;
  private final MarkdownPage page = new MarkdownPage();

  private EcsPage(EcsComparison comparison) {
    this.comparison = comparison;
  }

  static String markdown(EcsComparison comparison) {
    EcsPage page = new EcsPage(comparison);
    page.introduction();
    page.releases();
    page.matrices();
    page.modes();
    page.violations();
    EcsRenamesSection.write(comparison, page.page);
    page.method();
    return page.page.toString();
  }

  private void introduction() {
    List<Pair> pairs = comparison.pairs();
    long read = count(pairs, pair -> pair.backward().isEmpty());
    long fields = comparison.breaks().keySet().stream().map(Break::field).distinct().count();
    page.line("# Six years of a real schema");
    page.line("");
    page.line(
        "The [Elastic Common Schema](https://github.com/elastic/ecs) (ECS) names the fields of logs, metrics and "
            + "security events. This page compares "
            + comparison.releases().size()
            + " of its releases, from 2019 to 2025: "
            + pairs.size()
            + " pairs of an older and a newer one, each in both directions.");
    page.line("");
    page.line(
        "- In "
            + read
            + " of the "
            + pairs.size()
            + " pairs the newer release reads the older one's data.");
    page.line(
        "- "
            + fields
            + " fields account for everything that breaks, by a change of their types. "
            + comparison.removed().size()
            + " fields were removed, and none of them breaks anything: every field of ECS may be absent.");
    page.line(
        "- "
            + EcsRemovals.RENAMES.size()
            + " of the removed fields live on under another name. That shows in "
            + count(pairs, pair -> !renames(pair).isEmpty())
            + " pairs, "
            + count(comparison.steps(), pair -> !renames(pair).isEmpty())
            + " of them neighbours: ECS keeps an old name beside the new one for a while. Whoever skips releases "
            + "needs aliases.");
  }

  private static List<Change.Renamed> renames(Pair pair) {
    return pair.changes(Change.Renamed.class);
  }

  private static long count(List<Pair> pairs, Predicate<Pair> condition) {
    return pairs.stream().filter(condition).count();
  }

  private void releases() {
    page.section("The releases");
    page.head(
        List.of("release", "fields", "added", "removed", "other type", "indexed differently"));
    EcsRelease first = comparison.releases().get(0);
    page.row(List.of(first.name(), "" + first.schema().fields().size(), "", "", "", ""));
    for (Pair step : comparison.steps()) {
      page.row(
          List.of(
              step.newer().name(),
              "" + step.newer().schema().fields().size(),
              "" + step.changes(Change.Added.class).size(),
              "" + step.changes(Change.Removed.class).size(),
              "" + step.changes(Change.TypeChanged.class).size(),
              "" + indexedDifferently(step)));
    }
    page.line("");
    page.line(
        "Each line is against the release above it. *Indexed differently* counts fields whose Elasticsearch type has "
            + "changed and whose values have not, such as `keyword` to `wildcard`.");
  }

  private static long indexedDifferently(Pair pair) {
    long changed =
        pair.older().indexed().entrySet().stream()
            .filter(field -> pair.newer().has(field.getKey()))
            .filter(field -> !field.getValue().equals(pair.newer().indexed().get(field.getKey())))
            .count();
    return changed - pair.changes(Change.TypeChanged.class).size();
  }

  private void matrices() {
    page.section("Every pair");
    page.line(
        "Violations of `BACKWARD`: the newer release (column) reads the older one's data (row).");
    page.line("");
    matrix(pair -> pair.backward().size());
    page.line("");
    page.line(
        "Violations of `FORWARD`: the older release (row) reads the newer one's data (column).");
    page.line("");
    matrix(pair -> pair.forward().size());
  }

  private void matrix(ToIntFunction<Pair> violations) {
    List<String> names = EcsRelease.NAMES;
    List<String> head = new ArrayList<>(names.subList(1, names.size()));
    head.add(0, "older \\ newer");
    page.head(head);
    for (String older : names.subList(0, names.size() - 1)) {
      List<String> cells = new ArrayList<>(List.of("**" + older + "**"));
      for (String newer : names.subList(1, names.size())) {
        cells.add(
            comparison.pairs().stream()
                .filter(pair -> pair.older().name().equals(older))
                .filter(pair -> pair.newer().name().equals(newer))
                .map(
                    pair ->
                        violations.applyAsInt(pair) == 0
                            ? "ok"
                            : "**" + violations.applyAsInt(pair) + "**")
                .collect(Collectors.joining()));
      }
      page.row(cells);
    }
  }

  private void modes() {
    page.section("What each mode would have refused");
    page.line(
        "The releases are registered in their order. A refused one leaves the version before it in place, so that the next "
            + "ones are refused for the same reason until it is taken back. The last column is for whoever registers "
            + "them all the same, and is told every time.");
    page.line("");
    page.head(List.of("mode", "refused", "refused, if everything before it is there"));
    for (CompatibilityMode mode : CompatibilityMode.values()) {
      page.row(
          List.of(
              "`" + mode + "`",
              MarkdownPage.listed(Objects.requireNonNull(comparison.refused().get(mode))),
              MarkdownPage.listed(comparison.objected(mode))));
    }
  }

  private void violations() {
    page.section("Every violation");
    page.head(List.of("field", "from", "to", "since", "`BACKWARD`", "`FORWARD`", "announced"));
    comparison.breaks().forEach(this::violation);
    page.line("");
    comparison.breaks().values().stream()
        .flatMap(directions -> directions.values().stream())
        .flatMap(List::stream)
        .map(Occurrence::rule)
        .distinct()
        .forEach(rule -> page.line("- " + link(rule) + ": " + rule.reason() + "."));
  }

  private void violation(Break change, Map<Direction, List<Occurrence>> directions) {
    String since =
        directions.values().stream()
            .flatMap(List::stream)
            .map(occurrence -> occurrence.pair().newer().name())
            .min(Comparator.comparingInt(EcsRelease.NAMES::indexOf))
            .orElseThrow();
    String announced =
        ANNOUNCED.entrySet().stream()
            .filter(entry -> change.field().startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    page.row(
        List.of(
            "`" + change.field() + "`",
            change.from(),
            change.to(),
            since,
            verdict(directions.get(Direction.BACKWARD)),
            verdict(directions.get(Direction.FORWARD)),
            announced));
  }

  private static String verdict(@Nullable List<Occurrence> occurrences) {
    return occurrences == null
        ? "ok"
        : link(occurrences.get(0).rule()) + " in " + occurrences.size() + " pairs";
  }

  private static String link(Rule rule) {
    String file = rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "[" + rule + "](rules/" + file + ".md)";
  }

  private void method() {
    page.section("How the releases were read");
    page.line(
        """
        From the list of fields that ECS publishes with each release (`generated/csv/fields.csv`), © Elasticsearch B.V., licensed
        under the [Apache License 2.0](https://www.apache.org/licenses/LICENSE-2.0). This page names fields and types from it and
        quotes the changelog. The lists themselves are not part of this project. What counts is what they say: the changelog calls
        `service.node.role` removed in 9.0.0, and the list of 9.0.0 still has it.

        Each name with its dots is one field that may be null. Its type is that of the values, not of Elasticsearch's index:

        | Elasticsearch | here |
        |---|---|
        | `keyword`, `constant_keyword`, `wildcard`, `text`, `match_only_text`, `ip` | TEXT |
        | `long`, `integer` | BIGINT, INT |
        | `float` | FLOAT |
        | `scaled_float`, and `number`, which Elasticsearch does not know | DOUBLE |
        | `boolean` | BOOLEAN |
        | `date` | DATETIME |
        | `geo_point` | a structure of `lat` and `lon` |
        | `object` | JSON |
        | `flattened` | MAP of JSON |
        | `nested` | ARRAY of JSON |

        `EcsComparisonTest` in `registry-sqlite` makes this page, and fails when the page says anything else than the code does:

        ```
        mvn test -pl registry-sqlite -am -Preal-data -Dcairn.data=/absolute/path/of/the/data -Dtest=EcsComparisonTest -Dsurefire.failIfNoSpecifiedTests=false
        ```

        With `-Decs.renew=true` it writes the page anew.""");
  }
}
