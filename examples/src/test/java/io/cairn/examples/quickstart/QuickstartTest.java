package io.cairn.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Style style, Path home, List<String> arguments) {
    out.reset();
    err.reset();
    return Quickstart.PROGRAM.run(
        arguments,
        home,
        new Program.Console(
            style,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)));
  }

  private int look(String... files) {
    Stream<String> paths = Stream.of(files).map(file -> folder.resolve(file).toString());
    return run(
        Style.PLAIN,
        folder,
        Stream.concat(Stream.of("--registry", folder.resolve("r.db").toString()), paths).toList());
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaints() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
  }

  private List<String> query(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      Stream.Builder<String> cells = Stream.builder();
      while (rows.next()) {
        cells.add(rows.getString(1));
      }
      return cells.build().toList();
    }
  }

  private Path homeWithData() throws IOException {
    Path data = Files.createDirectories(folder.resolve("examples/data"));
    for (String name : List.of("seattle-weather.csv", "unemployment.tsv", "earthquakes.json.gz")) {
      Files.copy(Path.of("data", name), data.resolve(name));
    }
    return folder;
  }

  @Test
  void theTourDiscoversEvolvesRefusesAndLeavesAFile() throws Exception {
    assertThat(run(Style.PLAIN, homeWithData(), List.of())).isZero();

    assertThat(printed())
        .contains(
            "date           DATE     1,461      0", "registered as tour.earthquakes, version 1")
        .contains("~ wind is now called wind_speed", "+ station TEXT")
        .contains("refused: 2 violations of BACKWARD", "TYPE_CHANGED at date", "To fix it")
        .doesNotContain("\u001b");
    Path file = folder.resolve("examples/target/quickstart.db");
    assertThat(query(file, "SELECT name || versions FROM subjects ORDER BY name"))
        .containsExactly("earthquakes1", "unemployment1", "weather2");
    assertThat(file.resolveSibling("weather-1-to-2.html"))
        .content()
        .contains("wind_speed", "</html>");
    assertThat(run(Style.PLAIN, folder, List.of())).as("again").isZero();
  }

  @Test
  void aTerminalGetsColourAndTheSameWords() throws Exception {
    Path home = homeWithData();
    run(Style.TERMINAL, home, List.of());
    String coloured = printed();
    run(Style.PLAIN, home, List.of());
    assertThat(coloured).contains("\u001b[32m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(printed());
  }

  @Test
  void aColumnThatMayHaveBeenRenamedIsPointedOut() throws Exception {
    write("a.csv", "id,name\n1,x\n2,\n");
    assertThat(look("a.csv")).isZero();
    assertThat(printed()).doesNotContain("POSSIBLE_RENAME");

    write("a.csv", "id,title\n1,x\n2,\n");
    assertThat(look("a.csv")).isZero();
    assertThat(printed()).contains("version 2", "  ! POSSIBLE_RENAME at title", "was name TEXT?");
  }

  @Test
  void ownFilesAreKnownAgainAndTheirChangesShown() throws Exception {
    write("a.csv", "id,name\n1,x\n2,\n");
    assertThat(look("a.csv")).isZero();
    assertThat(printed())
        .contains("registered as a.csv, version 1")
        .containsPattern("name +TEXT +1 +1 +1 ");
    assertThat(look("a.csv")).isZero();
    assertThat(printed()).contains("known already as a.csv, version 1");

    write("a.csv", "id,name,note\n1,x,\n2,,n\n");
    assertThat(look("a.csv")).isZero();
    assertThat(printed()).contains("version 2", "+ note TEXT?");

    write("a.csv", "id,name,note\none,x,\n2,,n\n");
    assertThat(look("a.csv")).isEqualTo(1);
    assertThat(printed()).contains("refused", "TYPE_CHANGED at id").contains("was INT, is TEXT");
    assertThat(query(folder.resolve("r.db"), "SELECT max(version) FROM versions"))
        .containsExactly("2");
  }

  @Test
  void oneBadFileDoesNotKeepTheOthersFromBeingRead() throws Exception {
    byte[] noise = new byte[4096];
    new Random(1).nextBytes(noise);
    Files.write(folder.resolve("noise.csv"), noise);
    write("empty.csv", "");
    write("broken.ndjson", "{\"a\":1}\n{\"a\":\n");
    write("good.ndjson", "{\"a\":1}\n{\"a\":2.5}\n");

    assertThat(look("missing.csv", "empty.csv", "noise.csv", "broken.ndjson", "good.ndjson"))
        .isEqualTo(1);

    assertThat(complaints().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("error: Cannot read "))
        .anyMatch(line -> line.contains("missing.csv") && line.contains("no such file"))
        .anyMatch(line -> line.contains("empty.csv") && line.contains("no bytes"))
        .anyMatch(line -> line.contains("noise.csv") && line.contains("binary"))
        .anyMatch(line -> line.contains("broken.ndjson") && line.contains("line "));
    assertThat(printed()).contains("registered as good.ndjson, version 1");
  }

  @Test
  void wrongArgumentsAreExplained() throws Exception {
    assertThat(run(Style.PLAIN, folder, List.of("--bogus"))).isEqualTo(2);
    assertThat(complaints()).contains("unknown option --bogus", "Usage:");
    assertThat(run(Style.PLAIN, folder, List.of("--registry", "x.db"))).isEqualTo(2);
    assertThat(run(Style.PLAIN, folder, List.of("--help"))).isZero();
    assertThat(printed()).contains("Usage:");
    write("other.db", "this is no database, and it is long enough to say so".repeat(50));
    write("a.csv", "id\n1\n");
    assertThat(
            run(
                Style.PLAIN,
                folder,
                List.of(
                    "--registry",
                    folder.resolve("other.db").toString(),
                    folder.resolve("a.csv").toString())))
        .isEqualTo(2);
    assertThat(complaints()).contains("not a SQLite database");
  }

  @Test
  void theTourRefusesARegistryThatIsInUse() throws Exception {
    Path home = homeWithData();
    Path file = Files.createDirectories(home.resolve("examples/target")).resolve("quickstart.db");
    Subject subject = Subject.of("in", "use");
    Schema schema = Schema.of(Field.required("id", ScalarType.BIGINT));
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      registry.register(subject, schema);
      assertThat(run(Style.PLAIN, home, List.of())).isEqualTo(2);
      assertThat(complaints()).contains("owned by process " + ProcessHandle.current().pid());
    }
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      assertThat(registry.latest(subject).schema()).isEqualTo(schema);
    }
  }
}
