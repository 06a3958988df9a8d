package io.cairn.registry.sqlite;

import io.cairn.registry.sqlite.EcsComparison.Pair;
import io.cairn.registry.sqlite.EcsRemovals.Rename;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The part of the page on fields that went, and on those that came back under another name. */
final class EcsRenamesSection {
  private final EcsComparison comparison;
  private final MarkdownPage page;

  private EcsRenamesSection(EcsComparison comparison, MarkdownPage page) {
    this.comparison = comparison;
    this.page = page;
  }

  static void write(EcsComparison comparison, MarkdownPage page) {
    new EcsRenamesSection(comparison, page).renames();
  }

  private void renames() {
    page.section("Renames, and what only went");
    page.head(List.of("field", "is now", "gone in", "a rename in", "only removed in", "evidence"));
    for (Rename rename : EcsRemovals.RENAMES) {
      page.row(
          List.of(
              "`" + rename.from() + "`",
              "`" + rename.to() + "`",
              rename.removedIn(),
              names(pair -> rename.isBetween(pair.older(), pair.newer())),
              names(pair -> rename.isRemovalBetween(pair.older(), pair.newer())),
              rename.evidence()));
    }
    page.line("");
    page.line(
        "With the old name as an alias of the new field, the difference shows a rename in these pairs, and old data is "
            + "read through the alias. In the other pairs nothing is renamed. Where the older release has both names, its "
            + "records may have a value under each: the reader takes the one under the new name, and a value that is under "
            + "the old name only is not read. "
            + "Where the newer release still has both, each is read as itself.");
    page.line("");
    page.line("The other removed fields have no successor that an alias could name:");
    page.line("");
    page.head(List.of("fields", "gone in", "number", "what became of them"));
    for (EcsRemovals.Gone gone : EcsRemovals.GONE) {
      page.row(
          List.of(
              gone.names().stream()
                  .map(name -> "`" + name + (name.endsWith(".") ? "*" : "") + "`")
                  .collect(Collectors.joining(", ")),
              gone.removedIn(),
              "" + comparison.removed().stream().filter(gone::holds).count(),
              gone.fate()));
    }
  }

  /**
   * As in {@code 1.0.0, 1.4.0 → 8.0.0, 9.0.0}: every one on the left with every one on the right.
   */
  private String names(Predicate<Pair> condition) {
    Map<String, List<String>> newerByOlder = new LinkedHashMap<>();
    comparison.pairs().stream()
        .filter(condition)
        .forEach(
            pair ->
                newerByOlder
                    .computeIfAbsent(pair.older().name(), first -> new ArrayList<>())
                    .add(pair.newer().name()));
    Map<List<String>, List<String>> olderByNewer = new LinkedHashMap<>();
    newerByOlder.forEach(
        (older, newer) ->
            olderByNewer.computeIfAbsent(newer, first -> new ArrayList<>()).add(older));
    return olderByNewer.entrySet().stream()
        .map(
            entry ->
                MarkdownPage.listed(entry.getValue()) + " → " + MarkdownPage.listed(entry.getKey()))
        .collect(Collectors.joining("; "));
  }
}
