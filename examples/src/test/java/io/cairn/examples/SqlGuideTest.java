package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.catalog.AnnotationEdit;
import io.cairn.registry.catalog.Target;
import io.cairn.registry.lineage.Lineage;
import io.cairn.registry.lineage.Participant;
import io.cairn.registry.lineage.Usage;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.MetricType;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Telemetry;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says about SQL is true. */
@Tag("V1")
class SqlGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "sql.md");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void fillARegistry() {
    file = folder.resolve("registry.db");
    Field date = Field.required("date", ScalarType.DATE);
    Schema first = Schema.of(date, Field.required("wind", ScalarType.DOUBLE));
    Schema second =
        Schema.of(date, Field.builder("wind_speed", ScalarType.DOUBLE).alias("wind").build());
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(Subject.of("tour", "weather"), first);
      registry.register(Subject.of("tour", "weather"), second);
      registry.register(Subject.of("other", "weather"), first);
      registry
          .catalog()
          .edit(
              new Target.OfField(Subject.of("tour", "weather"), 1),
              AnnotationEdit.builder().tag("pii").build());
      observe(registry.telemetry());
      reportUsages(registry.lineage());
    }
  }

  private static void observe(Telemetry telemetry) {
    Observation observation = telemetry.observation();
    Metric requests = Metric.of("http.requests", MetricType.SUM);
    telemetry.observe(observation.metric(requests).service("shop").put("route", "/cart"));
    telemetry.observe(observation.metric(requests).service("pay").put("route", 7));
    telemetry.observe(observation.metric(Metric.of("http.requests", MetricType.GAUGE)));
    telemetry.observe(observation.log(Severity.INFO, "paid 5 coins").service("shop"));
  }

  private static void reportUsages(Lineage lineage) {
    Participant station = Participant.service("station");
    Usage read = Usage.consumed(Subject.of("tour", "weather"), Participant.service("planner"));
    lineage.report(Usage.produced(Subject.of("tour", "weather"), station));
    lineage.report(Usage.produced(Subject.of("other", "weather"), station));
    lineage.report(read.withVersion(1).withFields("date", "wind"));
  }

  private static List<String> inGuide(String pattern) throws Exception {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(GUIDE));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everyQueryRunsAndFindsSomething() throws Exception {
    List<String> queries = inGuide("```sql\n(.*?)```");
    assertThat(queries).hasSizeGreaterThanOrEqualTo(8);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String query : queries) {
        try (ResultSet rows = statement.executeQuery(query)) {
          assertThat(rows.next()).as(query).isTrue();
        }
      }
    }
  }

  @Test
  void everyColumnOfTheViewsIsDescribed() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String view :
          List.of(
              "subjects",
              "compatibility",
              "versions",
              "columns",
              "annotations",
              "audit",
              "signals",
              "services",
              "attributes",
              "cardinality",
              "log_templates",
              "signal_conflicts",
              "lineage")) {
        String section = inGuide("## `" + view + "`(.*?)(?:\n## |$)").get(0);
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + view)) {
          ResultSetMetaData columns = rows.getMetaData();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            assertThat(section).as(view).contains("`" + columns.getColumnName(i) + "`");
          }
        }
      }
    }
  }

  /** With the shell itself where there is one. */
  @Test
  void everyShellCommandRunsAndPrintsSomething() throws Exception {
    assumeThat(isOnThePath("sqlite3"))
        .as("NOT TESTED: there is no sqlite3 shell on the path, so its commands were not run")
        .isTrue();
    List<String> commands = inGuide("```\n(sqlite3 .*?)```");
    assertThat(commands).isNotEmpty();
    for (String command : commands) {
      Process shell =
          new ProcessBuilder("sh", "-c", command.replace("cairn.db", file.toString()))
              .redirectErrorStream(true)
              .start();
      String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(printed).isZero();
      assertThat(printed).as(command).contains("weather");
    }
  }

  private static boolean isOnThePath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void theDiagramHasEveryTable() throws Exception {
    String diagram = inGuide("```mermaid\n(.*?)```").get(0);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet table =
            statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
      while (table.next()) {
        assertThat(diagram).containsPattern("\\b" + table.getString(1) + "\\b");
      }
    }
  }
}
