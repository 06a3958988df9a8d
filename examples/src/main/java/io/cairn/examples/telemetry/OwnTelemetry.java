package io.cairn.examples.telemetry;

import io.cairn.examples.quickstart.ProgressLine;
import io.cairn.examples.quickstart.Style;
import io.cairn.examples.quickstart.Views;
import io.cairn.registry.Registration;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.sqlite.SqliteRegistry;
import io.cairn.registry.telemetry.TimeRange;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Adds files of telemetry to what a registry has counted, reports on all of it, and says what looks
 * different from the last time.
 */
final class OwnTelemetry {
  /** Files may be old. */
  private static final Duration RETENTION = Duration.ofDays(3_650);

  private final List<Path> files;
  private final Path registryFile;
  private final Style style;
  private final PrintStream out;
  private final PrintStream err;

  OwnTelemetry(List<Path> files, Path registryFile, Style style, PrintStream out, PrintStream err) {
    this.files = files;
    this.registryFile = registryFile;
    this.style = style;
    this.out = out;
    this.err = err;
  }

  int run() {
    int failures;
    TelemetryOptions options = TelemetryOptions.builder().retention(RETENTION).build();
    try (SchemaRegistry registry = SqliteRegistry.builder(registryFile).telemetry(options).open()) {
      Intake intake = new Intake(registry.telemetry());
      failures = observe(intake);
      registry.flush();
      if (intake.count() > 0) {
        report(registry);
        register(registry, intake);
      }
    }
    title("All of it is in one file");
    Queries.print(registryFile, style, out);
    return failures == 0 ? 0 : 1;
  }

  private int observe(Intake intake) {
    int failures = 0;
    for (Path file : files) {
      long before = intake.count();
      try {
        String format = observe(file, intake);
        out.println(
            file
                + style.faint(
                    "  " + format + " · " + Views.count(intake.count() - before, "observation")));
      } catch (InvalidInputException unreadable) {
        failures++;
        err.println(style.bad("error: ") + unreadable.getMessage());
      }
    }
    return failures;
  }

  private String observe(Path file, Intake intake) {
    try (ProgressLine progress = new ProgressLine(out, style, file.toString())) {
      return new TelemetryFile(file).observe(intake, progress);
    }
  }

  private void report(SchemaRegistry registry) {
    Report report = new Report(registry.telemetry(), style, out);
    title("Which service sends what, with which attributes?");
    report.services();
    title("Which attributes explode, and since when?");
    report.cardinality();
    title("Which patterns make up the logs?");
    report.templates();
    title("Of which metrics are different things said?");
    report.conflicts();
    title("Who produces it, and who reads it?");
    out.print(new Participants(registry).render(style));
  }

  /** What is in the files is held against the latest versions, and gets versions. */
  private void register(SchemaRegistry registry, Intake intake) {
    Instant from = intake.findEarliest().orElseGet(Instant::now);
    Deploys deploys = new Deploys(registry, CompatibilityMode.NONE);
    long created = 0;
    title("What is different from the last time?");
    for (Deploys.Look look : deploys.looks(TimeRange.since(from.truncatedTo(ChronoUnit.HOURS)))) {
      created += look.isNew() ? 1 : 0;
      if (look.isChanged()) {
        out.println("  " + style.title(look.signal().toString()));
        out.print(Views.indented(look.diff().orElseThrow().explain()));
      }
      Registration unused = deploys.register(look, "seen in " + files.get(files.size() - 1));
    }
    out.println("  " + Views.count(created, "signal") + " had not been seen before");
  }

  private void title(String title) {
    out.println("\n" + style.title(title) + "\n");
  }
}
