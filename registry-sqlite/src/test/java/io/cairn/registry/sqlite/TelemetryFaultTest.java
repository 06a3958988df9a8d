package io.cairn.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.testkit.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever statement fails, what is tried again under its guard is counted exactly once. */
@Tag("W5")
class TelemetryFaultTest {
  private static final List<String> TABLES =
      List.of(
          "signal",
          "signal_window",
          "signal_aspect",
          "attribute",
          "attribute_window",
          "attribute_sketch",
          "log_template");

  @TempDir private Path folder;

  private static TelemetryDelta attribute(
      Signal signal, String name, long start, int values, String... samples) {
    return new TelemetryDelta.OfAttribute(
        signal,
        AttributeKey.of(FieldSource.DATA_POINT, name),
        start,
        ObservedFile.tally(2),
        1,
        ObservedFile.sketch(values),
        List.of(samples));
  }

  /** Rows of every kind, some of which are there and some new. */
  private static Commit counts() {
    long start = ObservedFile.START;
    Signal metric = ObservedFile.REQUESTS;
    Signal another = Signal.metric("another");
    List<TelemetryDelta> deltas =
        List.of(
            new TelemetryDelta.OfSignal(metric, start, ObservedFile.tally(3)),
            new TelemetryDelta.OfSignal(another, start, ObservedFile.tally(3)),
            new TelemetryDelta.OfAspect(metric, Aspect.UNIT, "s", ObservedFile.tally(3)),
            attribute(metric, "route", start, 700, "c"),
            attribute(metric, "new", start, 3, "c"),
            attribute(another, "large", start, 900),
            new TelemetryDelta.OfTemplate(
                ObservedFile.INFOS, 3, "3", "got <*>", "got it", ObservedFile.tally(1)),
            new TelemetryDelta.TemplateGone(ObservedFile.INFOS, 1, 3),
            new TelemetryDelta.Expiry(start + ObservedFile.HOUR, 100));
    return new Commit(
        Map.of(),
        List.of(new Commit.Guard(new StoreKey.OfCounter("once"), 1, 1)),
        deltas.stream().<Operation>map(Operation.AddTelemetry::new).toList(),
        Commit.Lane.COUNTS);
  }

  private static SqliteStore open(Path file, UnaryOperator<Connection> wiring) {
    return SqliteStore.open(file, new TestClock(), WriterLimits.DEFAULTS, wiring);
  }

  private static String content(Path file) throws SQLException {
    StringBuilder content = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
          while (row.next()) {
            content.append('\n').append(table);
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              content.append(' ').append(row.getMetaData().getColumnName(i)).append('=');
              byte[] value = row.getBytes(i);
              content.append(value == null ? "" : new String(value, StandardCharsets.ISO_8859_1));
            }
          }
        }
      }
    }
    return content.toString();
  }

  private Path copy(Path before, String name) throws IOException {
    return Files.copy(before, folder.resolve(name));
  }

  private static boolean attempt(SqliteStore store) {
    try {
      CommitOutcome outcome = store.commit(counts()).join();
      return outcome instanceof CommitOutcome.Applied || outcome instanceof CommitOutcome.Conflict;
    } catch (CompletionException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTriedAgainIsCountedOnce(StatementFaults.Kind kind) throws Exception {
    Path before = folder.resolve("before.db");
    ObservedFile.create(before);
    Path whole = copy(before, "whole.db");
    try (SqliteStore store = open(whole, UnaryOperator.identity())) {
      assertThat(attempt(store)).isTrue();
    }
    String expected = content(whole);
    assertThat(expected).isNotEqualTo(content(before));
    int statement = 0;
    boolean failed = true;
    while (failed) {
      statement++;
      StatementFaults faults = new StatementFaults();
      Path file = copy(before, statement + ".db");
      try (SqliteStore store = open(file, faults::wire)) {
        faults.arm(kind, statement, statement);
        boolean told = attempt(store);
        failed = faults.disarm() > 0;
        assertThat(told || attempt(store)).as("statement " + statement).isTrue();
      }
      assertThat(content(file)).as("statement " + statement).isEqualTo(expected);
      assertThat(SqliteRegistry.verify(file).damages()).isEmpty();
    }
    assertThat(statement).isGreaterThan(30);
  }
}
