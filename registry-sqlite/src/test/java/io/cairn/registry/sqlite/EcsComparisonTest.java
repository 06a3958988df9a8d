package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.EcsRemovals.Rename;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * All pairs of an older and a newer release of the Elastic Common Schema, in both directions, and
 * the page that tells of them. {@code -Decs.renew=true} writes the page.
 */
@Tag("real-data")
class EcsComparisonTest {
  private static final Path PAGE = Path.of("..", "docs", "ecs.md");

  private EcsComparison comparison;

  @BeforeEach
  void compareEveryPair() throws IOException {
    comparison = EcsComparison.of(EcsRelease.all());
  }

  @Test
  @Tag("C2")
  void thePageSaysWhatTheComparisonFinds() throws IOException {
    String page = EcsPage.markdown(comparison);
    if (Boolean.getBoolean("ecs.renew")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  @Test
  @Tag("C3")
  void theFewChangesOfTypeAreAllThatBreaks() {
    assertThat(comparison.pairs()).hasSize(28);
    assertThat(comparison.breaks().keySet())
        .containsExactlyInAnyOrder(
            new EcsComparison.Break("log.origin.file.line", "INT", "BIGINT"),
            new EcsComparison.Break("process.io.bytes_skipped.length", "DOUBLE", "BIGINT"),
            new EcsComparison.Break("process.io.bytes_skipped.offset", "DOUBLE", "BIGINT"),
            new EcsComparison.Break("process.io.total_bytes_captured", "DOUBLE", "BIGINT"),
            new EcsComparison.Break("process.io.total_bytes_skipped", "DOUBLE", "BIGINT"));
    assertThat(comparison.refused().get(CompatibilityMode.NONE)).isEmpty();
    assertThat(comparison.refused().get(CompatibilityMode.BACKWARD_TRANSITIVE))
        .containsExactly("8.11.0", "9.0.0");
    assertThat(comparison.objected(CompatibilityMode.BACKWARD)).containsExactly("8.11.0");
  }

  @Test
  @Tag("D1")
  void whatIsSaidToBeRemovedAndIsStillListedCountsAsThere() {
    assertThat(release("9.0.0").has("service.node.role")).isTrue();
    assertThat(release("9.0.0").has("process.pgid")).isFalse();
  }

  @Test
  @Tag("D1")
  void whatBecameOfEveryRemovedFieldIsKnown() {
    Set<String> explained = new TreeSet<>();
    for (EcsComparison.Pair step : comparison.steps()) {
      for (Change.Removed removed : step.changes(Change.Removed.class)) {
        String field = removed.field().name();
        boolean isKnown =
            EcsRemovals.RENAMES.stream()
                    .anyMatch(
                        rename ->
                            rename.from().equals(field)
                                && rename.removedIn().equals(step.newer().name()))
                || EcsRemovals.GONE.stream()
                    .anyMatch(
                        gone -> gone.holds(field) && gone.removedIn().equals(step.newer().name()));
        assertThat(isKnown).as(field + " in " + step.name()).isTrue();
        explained.add(field);
      }
    }
    assertThat(explained).hasSize(41).isEqualTo(new TreeSet<>(comparison.removed()));
  }

  @Test
  @Tag("D1")
  void aRenameShowsWhereTheOlderReleaseHasTheOldNameOnly() {
    for (EcsComparison.Pair pair : comparison.pairs()) {
      List<Change.Renamed> expected =
          EcsRemovals.RENAMES.stream()
              .filter(rename -> rename.isBetween(pair.older(), pair.newer()))
              .map(EcsComparisonTest::change)
              .toList();
      assertThat(pair.changes(Change.Renamed.class))
          .as(pair.name())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(comparison.pairs())
        .filteredOn(pair -> !pair.changes(Change.Renamed.class).isEmpty())
        .extracting(EcsComparison.Pair::name)
        .containsExactly(
            "1.0.0 → 8.0.0",
            "1.0.0 → 8.5.0",
            "1.0.0 → 8.11.0",
            "1.0.0 → 9.0.0",
            "1.4.0 → 9.0.0",
            "1.8.0 → 9.0.0",
            "1.12.0 → 9.0.0",
            "8.0.0 → 9.0.0");
  }

  private static Change.Renamed change(Rename rename) {
    return new Change.Renamed(FieldPath.of(rename.from()), FieldPath.of(rename.to()));
  }

  /** Required on both sides, so that a reader which does not find the value says so. */
  @Test
  @Tag("C2")
  void oldDataIsReadThroughTheAlias() {
    int looked = 0;
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      for (EcsComparison.Pair pair : comparison.pairs()) {
        for (Rename rename : EcsRemovals.RENAMES) {
          if (!rename.isBetween(pair.older(), pair.newer())) {
            continue;
          }
          Schema old = requiring(pair.older().schema(), rename.from());
          Schema plain = requiring(pair.newer().schema(), rename.to());
          Schema aliased = EcsRemovals.withAliases(plain);
          assertThat(violationsAt(registry.evolution().canRead(plain, old), rename.to()))
              .containsExactly(Rule.FIELD_MISSING);
          assertThat(violationsAt(registry.evolution().canRead(aliased, old), rename.to()))
              .isEmpty();
          looked++;
        }
      }
    }
    assertThat(looked).isEqualTo(12);
  }

  private static Schema requiring(Schema schema, String name) {
    List<Field> fields =
        schema.fields().stream()
            .map(
                field ->
                    field.name().equals(name)
                        ? field.toBuilder().nullability(Nullability.REQUIRED).build()
                        : field)
            .toList();
    return new Schema(schema.kind(), fields, schema.traits());
  }

  private static List<Rule> violationsAt(CompatibilityReport report, String field) {
    return report.violations().stream()
        .filter(violation -> EcsComparison.field(violation).equals(field))
        .map(Violation::rule)
        .toList();
  }

  @Test
  @Tag("M5")
  void whoeverSkipsReleasesKeepsTheOrdinalOfARenamedField() {
    Subject ecs = Subject.of("elastic", "ecs");
    Rename parent = EcsRemovals.RENAMES.get(0);
    try (SchemaRegistry registry = EmbeddedRegistry.inMemory()) {
      SchemaVersion first = registry.register(ecs, release("1.0.0").schema()).version();
      SchemaVersion second =
          registry.register(ecs, EcsRemovals.withAliases(release("8.0.0").schema())).version();
      assertThat(second.layout().findOrdinal(FieldPath.of(parent.to())))
          .isEqualTo(first.layout().findOrdinal(FieldPath.of(parent.from())));
      assertThat(registry.evolution().diff(ecs, 1, 2).changes()).contains(change(parent));
    }
  }

  private EcsRelease release(String name) {
    return comparison.releases().get(EcsRelease.NAMES.indexOf(name));
  }
}
