package io.cairn.examples.telemetry;

import io.cairn.examples.quickstart.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Without arguments, a report on the samples beside it. With files as arguments, a report on them,
 * which keeps what it has counted in {@code telemetry.db}, in the current folder.
 *
 * <p>Exit codes: 0 if all went well, 1 if a file could not be read, 2 if the arguments are wrong or
 * the registry cannot be opened.
 */
public final class TelemetryReport {
  private static final String USAGE =
      """
      Usage: telemetry-report                          a report on the samples of examples/data/telemetry
             telemetry-report [--registry FILE] FILE…  a report on files of your own (OTLP as JSON, as the
                                                       OpenTelemetry collector writes it into files, or logs),
                                                       added to what is in FILE (telemetry.db by default)
      """;

  static final Program PROGRAM =
      new Program(USAGE, Path.of("telemetry.db"), TelemetryReport::tour, TelemetryReport::ownFiles);

  private TelemetryReport() {}

  public static void main(String[] args) {
    PROGRAM.start(args);
  }

  private static void tour(Path home, Program.Console console) throws IOException {
    Path file = Program.freshRegistry(home.resolve("examples/target/telemetry.db"));
    Path samples = home.resolve("examples/data/telemetry");
    new SampleTour(samples, file, console.style(), console.out()).run();
  }

  private static int ownFiles(List<Path> files, Path registry, Program.Console console) {
    return new OwnTelemetry(files, registry, console.style(), console.out(), console.err()).run();
  }
}
