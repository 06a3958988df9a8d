package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every search reads a range of an index, in its order. */
@Tag("R15")
class CatalogPlanTest {
  @TempDir private Path folder;

  static Stream<Arguments> searches() {
    String range = " ((%s,subject_id,ordinal,since_version)>(?,?,?,?) AND %<s<?)";
    String byName = "SEARCH f USING INDEX field_span_by_name" + range.formatted("name");
    String byType = "SEARCH f USING INDEX field_span_by_type" + range.formatted("type");
    return Stream.of(
        Arguments.of(CatalogReads.OF_TARGET, "SEARCH a USING PRIMARY KEY"),
        Arguments.of(CatalogReads.OF_SUBJECT, "SEARCH a USING PRIMARY KEY (subject_id=?)"),
        Arguments.of(CatalogReads.TAGGED, "SEARCH t USING PRIMARY KEY (tag=? AND"),
        Arguments.of(CatalogReads.TAGGED_SUBJECTS, "SEARCH t USING PRIMARY KEY (tag=?)"),
        Arguments.of(CatalogReads.OWNED, "SEARCH a USING INDEX annotation_by_owner (owner=? AND"),
        Arguments.of(CatalogReads.OWNED_SUBJECTS, "annotation_by_owner (owner=?)"),
        Arguments.of(CatalogReads.AUDIT, "SEARCH e USING INDEX"),
        Arguments.of(CatalogReads.FIELDS_BY_NAME, byName),
        Arguments.of(CatalogReads.FIELDS_BY_TYPE, byType));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void readsARangeOfAnIndexAndSortsNothing(String query, String expected) throws SQLException {
    Path file = folder.resolve("registry.db");
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      Subject subject = Subject.of("a", "b");
      registry.register(subject, Schema.of(Field.required("id", ScalarType.INT)));
      registry.catalog().edit(Target.of(subject), AnnotationEdit.builder().tag("t").build());
    }
    assertThat(plan(file, query))
        .anySatisfy(step -> assertThat(step).contains(expected))
        .allSatisfy(step -> assertThat(step).startsWith("SEARCH").doesNotContain("TEMP"));
  }

  /** Without the array of what is asked for, which is no table. */
  private static List<String> plan(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + query);
        ResultSet row = explain.executeQuery()) {
      List<String> steps = new ArrayList<>();
      while (row.next()) {
        if (!row.getString("detail").equals("SCAN asked VIRTUAL TABLE INDEX 1:")) {
          steps.add(row.getString("detail"));
        }
      }
      return steps;
    }
  }
}
