package io.cairn.examples.telemetry;

import io.cairn.examples.quickstart.Style;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private TelemetryReport() {}

  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Style style = Boolean.getBoolean("examples.terminal") ? Style.TERMINAL : Style.PLAIN;
    System.exit(
        run(List.of(args), Path.of(System.getProperty("examples.home", ".")), style, out, err));
  }

  static int run(List<String> arguments, Path home, Style style, PrintStream out, PrintStream err) {
    try {
      if (arguments.isEmpty()) {
        Path file = home.resolve("examples/target/telemetry.db");
        deleteRegistry(file);
        new SampleTour(home.resolve("examples/data/telemetry"), nearest(file), style, out).run();
        return 0;
      }
      return ownFiles(arguments, style, out, err);
    } catch (RegistryException | IOException failed) {
      err.println(style.bad("error: ") + failed.getMessage());
      return 2;
    }
  }

  private static int ownFiles(
      List<String> arguments, Style style, PrintStream out, PrintStream err) {
    Path registry = Path.of("telemetry.db");
    List<Path> files = new ArrayList<>();
    try {
      for (int i = 0; i < arguments.size(); i++) {
        String argument = arguments.get(i);
        if (argument.equals("--help") || argument.equals("-h")) {
          out.print(USAGE);
          return 0;
        } else if (argument.equals("--registry") && i + 1 < arguments.size()) {
          registry = Path.of(arguments.get(++i));
        } else if (argument.startsWith("-")) {
          return wrong("unknown option " + argument, style, err);
        } else {
          files.add(Path.of(argument));
        }
      }
    } catch (InvalidPathException notAPath) {
      return wrong(String.valueOf(notAPath.getMessage()), style, err);
    }
    return files.isEmpty()
        ? wrong("no file is given", style, err)
        : new OwnTelemetry(files, registry, style, out, err).run();
  }

  private static int wrong(String what, Style style, PrintStream err) {
    err.print(style.bad("error: ") + what + "\n" + USAGE);
    return 2;
  }

  /** The path as one would type it here. */
  private static Path nearest(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  /** The samples are counted anew each time; opening refuses what is in use or no registry. */
  private static void deleteRegistry(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    SqliteRegistry.open(file).close();
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }
}
