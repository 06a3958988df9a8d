package io.cairn.examples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.examples.quickstart.Program;
import io.cairn.examples.quickstart.Style;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("T2")
class TelemetryReportTest {
  private static final Path SAMPLES = Path.of("data", "telemetry");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Style style, List<String> arguments) {
    out.reset();
    err.reset();
    return TelemetryReport.PROGRAM.run(
        arguments,
        folder,
        new Program.Console(
            style,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private int report(Path... files) {
    Stream<String> paths = Stream.of(files).map(Path::toString);
    return run(
        Style.PLAIN,
        Stream.concat(Stream.of("--registry", registryFile().toString()), paths).toList());
  }

  private Path registryFile() {
    return folder.resolve("r.db");
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaints() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path write(String file, String content) throws IOException {
    return Files.writeString(folder.resolve(file), content);
  }

  private void copySamples() throws IOException {
    Path data = Files.createDirectories(folder.resolve("examples/data/telemetry"));
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      for (Path sample : samples.toList()) {
        Files.copy(sample, data.resolve(sample.getFileName()));
      }
    }
  }

  @Test
  void theTourAnswersWhatOneWantsToKnow() throws Exception {
    copySamples();

    assertThat(run(Style.PLAIN, List.of())).as(complaints()).isZero();

    assertThat(printed())
        .contains("metrics.ndjson  OTLP · 324 observations", "gateway.log  log · 320 observations")
        .contains(
            """
                orders.placed  54 times, sum, {order}
                  order.express, payment.method, shop.region
            """)
        .contains("http.server.request.duration  24 times, histogram, s, ms, the attributes of 3")
        .contains("server span POST /checkout  30 times", "event browser.page_view  48 times")
        .containsPattern("user\\.id +metric http.* +126  2026-03-02 11:00 +0 +42\n")
        .containsPattern("session\\.id +log browser.page_view/EVENT +48\n")
        .containsPattern("more since 2026-03-02 11:00 .*\n +user\\.id .* 0 +126\n\n")
        .contains("%     151  INFO [worker-<NUM>] GET /products/<NUM> from <IP> answered")
        .contains("! http.server.request.duration, unit: s (180 times), ms (24 times)")
        .containsPattern("metric orders\\.placed +checkout +sales by region\n")
        .containsPattern("http\\.server.* catalog, checkout, payment  too many errors, latency")
        .contains("- data_point:user\\.id TEXT?\n  registered as version 2")
        .contains("- data_point:shop\\.region TEXT\n  refused: 1 violation of FORWARD")
        .contains("concerns 1 of its consumers:\n    dashboard sales by region (version 1)")
        .doesNotContain("\u001b");
    assertThat(run(Style.PLAIN, List.of())).as("again").isZero();
    assertThat(printed()).contains("324 observations", "orders.placed  54 times");
  }

  @Test
  void theQueriesThatAreShownRun() throws Exception {
    copySamples();
    run(Style.PLAIN, List.of());
    Path file = folder.resolve("examples/target/telemetry.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String query : Queries.SHOWN) {
        assertThat(printed()).contains(query);
        try (ResultSet rows = statement.executeQuery(query)) {
          assertThat(rows.next()).as(query).isTrue();
        }
      }
    }
  }

  @Test
  void aTerminalGetsColourAndTheSameWords() throws Exception {
    copySamples();
    run(Style.TERMINAL, List.of());
    String coloured = printed();
    run(Style.PLAIN, List.of());
    assertThat(coloured).contains("\u001b[32m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(printed());
  }

  @Test
  void ownFilesAreAddedUpAndHeldAgainstTheLastTime() throws Exception {
    assertThat(report(SAMPLES.resolve("metrics.ndjson"))).as(complaints()).isZero();
    assertThat(printed()).contains("6 signals had not been seen before");

    assertThat(report(SAMPLES.resolve("after-deploy.ndjson"))).isZero();
    assertThat(printed())
        .contains("orders.placed  72 times")
        .contains("  metric orders.placed\n  - data_point:shop\\.region TEXT\n")
        .contains("  0 signals had not been seen before");
  }

  @Test
  void aLogOfOnesOwnIsReadLineByLine() throws Exception {
    Path log = write("app.log", "INFO started in 12 ms\nINFO started in 15 ms\n{\"a\":1}\n");

    assertThat(report(log)).isZero();

    assertThat(printed())
        .contains("app.log  log · 3 observations", "    logs of info  2 times")
        .contains(" 66.7 %       2  INFO started in <NUM> ms  app.log, info")
        .contains("There are no attributes.");
  }

  @Test
  void oneHourHasNothingToCompareWith() throws Exception {
    Path request =
        write(
            "one.json",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"s\",\"attributes\":["
                + "{\"key\":\"a\",\"value\":{\"intValue\":1}}]}]}]}]}");

    assertThat(report(request)).isZero();
    assertThat(printed())
        .containsPattern("a +span s/UNSPECIFIED +1\n")
        .contains("All of it is from one hour");
  }

  @Test
  void aTerminalSeesHowFarALongFileIs() throws Exception {
    Path log = write("long.log", "INFO up and running\n".repeat(100_000));
    List<String> arguments = List.of("--registry", registryFile().toString(), log.toString());

    assertThat(run(Style.TERMINAL, arguments)).isZero();
    assertThat(printed()).contains("reading " + log + "  5", "100,000 times");
    assertThat(run(Style.PLAIN, arguments)).isZero();
    assertThat(printed()).doesNotContain("reading ").contains("200,000 times");
  }

  @Test
  void oneBadFileDoesNotKeepTheOthersFromBeingRead() throws Exception {
    String good = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"s\"}]}]}]}\n";

    assertThat(
            report(
                folder.resolve("missing.json"),
                write("cut.json", good + "{\"resourceSpans\":[{"),
                write("wrong.json", good + "\n{\"resourceLogs\":7}"),
                write("noise.bin", "\u0000\u0001"),
                write("good.json", good)))
        .isEqualTo(1);

    assertThat(complaints().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("error: Cannot read "))
        .anyMatch(line -> line.contains("missing.json: there is no such file"))
        .anyMatch(line -> line.contains("cut.json: line 2, column 20: Unexpected end-of-input"))
        .anyMatch(
            line -> line.contains("wrong.json: the request in line 3: resourceLogs should be"))
        .anyMatch(line -> line.contains("noise.bin: it is binary"));
    assertThat(printed()).contains("unspecified span s  3 times");
  }

  @Test
  void aTimeLongAgoCountsAndDoesNoHarm() throws Exception {
    Path old =
        write(
            "old.json",
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                + "{\"name\":\"s\",\"startTimeUnixNano\":\"1000000\"}]}]}]}");

    assertThat(report(old)).as(complaints()).isZero();
    assertThat(printed()).contains("unspecified span s  1 time\n");
  }

  @Test
  void wrongArgumentsAreExplained() throws Exception {
    assertThat(run(Style.PLAIN, List.of("--bogus"))).isEqualTo(2);
    assertThat(complaints()).contains("unknown option --bogus", "Usage:");
    assertThat(run(Style.PLAIN, List.of("--registry", "x.db"))).isEqualTo(2);
    assertThat(complaints()).contains("no file is given");
    assertThat(run(Style.PLAIN, List.of("--help"))).isZero();
    assertThat(printed()).contains("Usage:");
    Files.writeString(registryFile(), "this is no database, and long enough to say so".repeat(50));
    assertThat(report(SAMPLES.resolve("traces.json"))).isEqualTo(2);
    assertThat(complaints()).contains("not a SQLite database");
  }

  @Test
  void aRegistryThatIsInUseIsRefused() throws Exception {
    try (SchemaRegistry registry = SqliteRegistry.open(registryFile())) {
      assertThat(report(SAMPLES.resolve("traces.json"))).isEqualTo(2);
      assertThat(complaints()).contains("owned by process");
      assertThat(registry.schemas()).isNotNull();
    }
  }
}
