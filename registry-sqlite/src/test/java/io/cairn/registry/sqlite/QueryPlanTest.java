package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How SQLite goes about every statement of the store: those that are constants, which all are, but
 * for those that read the tables of older formats. A new statement, or a new plan of an old one,
 * has to be looked at and written down.
 */
@Tag("V2")
class QueryPlanTest {
  private static final Pattern PLANNED =
      Pattern.compile("(?s)\\s*(SELECT|INSERT|UPDATE|DELETE)\\b.*");

  /** What has one row, or those that the caller names. */
  private static final Pattern SMALL =
      Pattern.compile("SCAN (registry|CONSTANT ROW|n VIRTUAL TABLE INDEX 1:)\n");

  /** What reads a whole table because everything in it is wanted, once. */
  private static final Set<String> READ_ALL =
      Set.of(
          "Verifier.",
          "CatalogVerifier.",
          "SqliteReads.SUBJECTS",
          "SqliteReads.ALL_SUBJECTS",
          "LineageReads.ALL_");

  /** What sorts a few rows only: the settings, the documents of one subject. */
  private static final Set<String> SORT_FEW =
      Set.of("SqliteReads.CHANGES", "SqliteReads.DOCUMENTS_OF_SUBJECT");

  @TempDir private Path folder;

  @BeforeEach
  void create() {
    SqliteStore.open(file(), new TestClock()).close();
  }

  private Path file() {
    return folder.resolve("registry.db");
  }

  @Test
  void everyStatementHasThePlanThatWasLookedAt() throws Exception {
    StringBuilder plans = new StringBuilder();
    plans().forEach((name, plan) -> plans.append(name).append('\n').append(plan).append('\n'));

    assertThat(plans.toString()).isEqualTo(resource("query-plans.txt"));
  }

  @Test
  void nothingIsScannedOrSortedWhileTheRegistryIsInUse() throws Exception {
    plans()
        .forEach(
            (name, plan) -> {
              if (READ_ALL.stream().noneMatch(name::startsWith) && !SORT_FEW.contains(name)) {
                assertThat(SMALL.matcher(plan).replaceAll(""))
                    .as(name)
                    .doesNotContain("SCAN ", "TEMP B-TREE", "AUTOMATIC");
              }
            });
  }

  private Map<String, String> plans() throws SQLException {
    Map<String, String> plans = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> sql : statements().entrySet()) {
        plans.put(sql.getKey(), plan(statement, sql.getValue()));
      }
    }
    return plans;
  }

  private static String plan(Statement statement, String sql) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (row.next()) {
        plan.append("  ").append(row.getString("detail")).append('\n');
      }
    }
    return plan.toString();
  }

  private static Map<String, String> statements() {
    Map<String, String> statements = new TreeMap<>();
    for (JavaClass one :
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.cairn.registry.sqlite")) {
      for (Field field : one.reflect().getDeclaredFields()) {
        List<String> texts = Modifier.isStatic(field.getModifiers()) ? texts(field) : List.of();
        for (int i = 0; i < texts.size(); i++) {
          if (PLANNED.matcher(texts.get(i)).matches()
              && !one.getSimpleName().endsWith("Migration")) {
            String number = texts.size() == 1 ? "" : "[" + i + "]";
            statements.put(one.getSimpleName() + "." + field.getName() + number, texts.get(i));
          }
        }
      }
    }
    assertThat(statements).hasSizeGreaterThan(30);
    return statements;
  }

  /** The text of a constant, or the texts of a list of them. */
  private static List<String> texts(Field field) {
    try {
      field.setAccessible(true);
      Object value = field.get(null);
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      return values.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    } catch (IllegalAccessException hidden) {
      throw new AssertionError(hidden);
    }
  }

  private static String resource(String name) {
    try (var in = QueryPlanTest.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
