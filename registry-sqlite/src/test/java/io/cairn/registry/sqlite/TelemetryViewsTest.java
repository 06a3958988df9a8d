package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Cardinality;
import io.cairn.registry.telemetry.ValueType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and tools see of observations with plain SQL. */
@Tag("V1")
class TelemetryViewsTest {
  private static final String SEEN = "2026-01-01T00:00:01.000Z | 2026-01-01T01:00:02.500Z";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void create() {
    file = folder.resolve("registry.db");
    ObservedFile.create(file);
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        StringJoiner line = new StringJoiner(" | ");
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.add(String.valueOf(rows.getString(i)));
        }
        lines.add(line.toString());
      }
      return lines;
    }
  }

  @Test
  @Tag("T1")
  void signalsTellsWhatWasObserved() throws SQLException {
    assertThat(query("SELECT * FROM signals ORDER BY seen_count DESC"))
        .containsExactly(
            "METRIC | http.requests |  | 100 | " + SEEN + " | SUM | ms | Requests",
            "LOG | shop | INFO | 80 | " + SEEN + " | null | null | null",
            "SPAN | checkout | SERVER | 50 | " + SEEN + " | null | null | null");
  }

  @Test
  @Tag("T2")
  void servicesTellsWhoSentWhat() throws SQLException {
    assertThat(query("SELECT * FROM services WHERE service = 'shop' ORDER BY seen_count"))
        .containsExactly(
            "shop | SPAN | checkout | SERVER | 50 | " + SEEN,
            "shop | METRIC | http.requests |  | 60 | " + SEEN,
            "shop | LOG | shop | INFO | 80 | " + SEEN);
  }

  @Test
  @Tag("T3")
  void attributesTellsSharesTypesAndPeaks() throws SQLException {
    Cardinality peak = ObservedFile.sketch(2_000).cardinality();
    String bounds = peak.estimate() + " | " + peak.lowerBound() + " | " + peak.upperBound();
    String samples = " | [\"a\",\"b\\\"\"] | " + SEEN;
    assertThat(query("SELECT * FROM attributes ORDER BY peak_cardinality DESC"))
        .containsExactly(
            "METRIC | http.requests |  | DATA_POINT | null | route | 50 | 50.0 | TEXT, BIGINT | "
                + bounds
                + samples,
            "SPAN | checkout | SERVER | SPAN | null | cart | 25 | 50.0 | TEXT | 20 | 20 | 20"
                + samples,
            "SPAN | checkout | SERVER | EVENT | exception | message | 25 | 25.0 | TEXT | 9 | 9 | 9"
                + samples,
            "SPAN | checkout | SERVER | LINK | null | kind | 25 | 100.0 | TEXT | 2 | 2 | 2"
                + samples);
  }

  @Test
  void everyTypeHasItsNameInAttributes() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE attribute SET types = 0x7FFFFFFF");
    }
    String all =
        Arrays.stream(ValueType.values())
            .sorted(Comparator.comparing(ValueType::code))
            .map(ValueType::name)
            .collect(Collectors.joining(", "));
    assertThat(query("SELECT DISTINCT types FROM attributes")).containsExactly(all);
  }

  @Test
  @Tag("T8")
  void cardinalityTellsEstimatesAndBoundsWindowByWindow() throws SQLException {
    Cardinality many = ObservedFile.sketch(2_000).cardinality();
    assertThat(many.isExact()).isFalse();
    assertThat(query("SELECT * FROM cardinality WHERE attribute = 'route' ORDER BY window_start"))
        .containsExactly(
            "METRIC | http.requests |  | DATA_POINT | null | route | 2026-01-01T00:00:00.000Z"
                + " | 25 | 3 | 3 | 3",
            "METRIC | http.requests |  | DATA_POINT | null | route | 2026-01-01T01:00:00.000Z"
                + " | 25 | "
                + many.estimate()
                + " | "
                + many.lowerBound()
                + " | "
                + many.upperBound());
  }

  @Test
  @Tag("T6")
  void logTemplatesTellsTheirShares() throws SQLException {
    assertThat(query("SELECT * FROM log_templates ORDER BY seen_count DESC"))
        .containsExactly(
            "shop | INFO | 1 | paid <NUM> | paid 5 | 60 | 75.0 | " + SEEN,
            "shop | INFO | 2 | lost <*> | lost it | 20 | 25.0 | " + SEEN);
  }

  @Test
  @Tag("T0")
  void signalConflictsTellsTheMetricsThatCannotBeAddedUp() throws SQLException {
    assertThat(query("SELECT * FROM signal_conflicts ORDER BY seen_count"))
        .containsExactly(
            "http.requests | TYPE | GAUGE | 1 | " + SEEN,
            "http.requests | TYPE | SUM | 99 | " + SEEN);
  }

  @ParameterizedTest
  @Tag("V2")
  @ValueSource(
      strings = {
        "SELECT name, seen_count FROM signals WHERE kind = 'METRIC' ORDER BY seen_count DESC LIMIT 10",
        "SELECT name FROM services WHERE service = 'shop' AND kind = 'LOG' ORDER BY seen_count DESC LIMIT 10",
        "SELECT name, attribute, types, percentage FROM attributes ORDER BY peak_cardinality DESC LIMIT 10",
        "SELECT name, template, percentage FROM log_templates ORDER BY seen_count DESC LIMIT 10"
      })
  void whatIsHighestIsFoundWithoutSorting(String top) throws SQLException {
    assertThat(String.join("\n", query("EXPLAIN QUERY PLAN " + top)))
        .containsPattern("USING (COVERING )?INDEX")
        .doesNotContain("TEMP B-TREE");
  }
}
