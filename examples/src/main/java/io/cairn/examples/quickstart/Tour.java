package io.cairn.examples.quickstart;

import io.cairn.registry.Registration;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.core.rendering.Comparison;
import io.cairn.registry.core.rendering.DiffRendering;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.ScalarType;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Looks at three data sets, registers what they look like, changes one, tries to break it, and
 * shows what the file holds.
 */
final class Tour {
  private static final Subject WEATHER = Subject.of("tour", "weather");

  /** The data sets by the subjects they become. */
  private static final List<Map.Entry<String, Subject>> DATA =
      List.of(
          Map.entry("seattle-weather.csv", WEATHER),
          Map.entry("unemployment.tsv", Subject.of("tour", "unemployment")),
          Map.entry("earthquakes.json.gz", Subject.of("tour", "earthquakes")));

  private final Path data;
  private final Path file;
  private final Style style;
  private final PrintStream out;
  private final Views views;

  Tour(Path data, Path file, Style style, PrintStream out) {
    this.data = data;
    this.file = file;
    this.style = style;
    this.out = out;
    views = new Views(style);
  }

  void run() throws IOException {
    try (SchemaRegistry registry = SqliteRegistry.open(file)) {
      step(1, "What does the data look like?");
      for (Map.Entry<String, Subject> set : DATA) {
        discoverAndRegister(registry, set.getKey(), set.getValue());
      }
      step(2, "A change that fits");
      evolve(registry);
      step(3, "A change that would break readers of old data");
      tryToBreak(registry);
      step(4, "What happened to " + WEATHER);
      out.print(views.history(registry.subjects().history(WEATHER)));
    }
    step(5, "All of it is in one file");
    out.println("  " + style.title(file.toString()));
    out.println("  sqlite3 -box " + file + " 'SELECT * FROM subjects'");
    out.println(
        "  sqlite3 -box "
            + file
            + " \"SELECT version, ordinal, path, type FROM columns WHERE name = 'weather' ORDER BY 1, 2\"");
    out.println();
    out.println("Now yours: " + style.title("./quickstart my.csv other.ndjson"));
  }

  private void step(int number, String title) {
    out.println((number == 1 ? "" : "\n") + style.title(number + ". " + title) + "\n");
  }

  private void discoverAndRegister(SchemaRegistry registry, String name, Subject subject) {
    Discovered found = registry.discover(data.resolve(name).toUri());
    out.print(views.discovered(name, found));
    SchemaVersion version =
        registry
            .register(
                RegistrationRequest.builder(subject, found.schema())
                    .reason("found in " + name)
                    .build())
            .version();
    out.println(
        "  "
            + style.good("registered as " + subject + ", ")
            + views.version(version, details(registry, version)));
    out.println();
  }

  /** Renames a field, keeping its old name as an alias, and adds one with a default. */
  private void evolve(SchemaRegistry registry) throws IOException {
    SchemaVersion latest = registry.latest(WEATHER);
    Schema.Builder next = Schema.builder();
    for (Field field : latest.schema().fields()) {
      next.field(field.name().equals("wind") ? renamed(field, "wind_speed") : field);
    }
    next.field(
        Field.builder("station", ScalarType.TEXT)
            .defaultsTo("SEA")
            .doc("where it was measured")
            .build());
    Registration done =
        registry.register(
            RegistrationRequest.builder(WEATHER, next.build())
                .author("you")
                .reason("a second station")
                .build());
    SchemaVersion version = done.version();
    out.print(
        Views.indented(
            registry.evolution().diff(WEATHER, latest.version(), version.version()).explain()));
    out.print(views.warnings(done.warnings()));
    out.println(
        "  "
            + style.good("registered as " + WEATHER + ", ")
            + views.version(version, details(registry, version)));
    Path page = file.resolveSibling("weather-1-to-2.html");
    Files.writeString(page, DiffRendering.html(Comparison.of(latest, version)));
    out.println("  the same as a page for a review: " + page);
  }

  private static Field renamed(Field field, String name) {
    return Field.builder(name, field.type())
        .nullability(field.nullability())
        .alias(field.name())
        .build();
  }

  private void tryToBreak(SchemaRegistry registry) {
    Schema.Builder broken = Schema.builder();
    for (Field field : registry.latest(WEATHER).schema().fields()) {
      broken.field(field.name().equals("date") ? Field.required("date", ScalarType.INT) : field);
    }
    broken.field(Field.required("humidity", ScalarType.DOUBLE));
    try {
      registry.register(WEATHER, broken.build());
      throw new IllegalStateException("A breaking change was let through.");
    } catch (IncompatibleSchemaException refused) {
      out.print(
          "  "
              + style.bad("refused: ")
              + Views.indented(refused.report().explain()).stripLeading());
    }
  }

  private static VersionDetails details(SchemaRegistry registry, SchemaVersion version) {
    return registry.subjects().history(version.subject()).stream()
        .filter(details -> details.ref().equals(version.ref()))
        .findFirst()
        .orElseThrow();
  }
}
