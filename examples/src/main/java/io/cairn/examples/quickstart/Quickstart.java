package io.cairn.examples.quickstart;

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
 * Without arguments, a tour on the data sets beside it. With files as arguments, looks at them and
 * keeps their schemas in {@code cairn.db}, in the current folder.
 *
 * <p>Exit codes: 0 if all went well, 1 if a file could not be read or its new schema was refused, 2
 * if the arguments are wrong or the registry cannot be opened.
 */
public final class Quickstart {
  private static final String USAGE =
      """
      Usage: quickstart                          a tour on the data sets of examples/data
             quickstart [--registry FILE] FILE…  look at files of your own (CSV, TSV, JSON, NDJSON; gzip too)
                                                 and keep their schemas in FILE (cairn.db by default)
      """;

  private Quickstart() {}

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
        Path file = nearest(home.resolve("examples/target/quickstart.db"));
        deleteRegistry(file);
        new Tour(home.resolve("examples/data"), file, style, out).run();
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
    Path registry = Path.of("cairn.db");
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
          err.print(style.bad("error: ") + "unknown option " + argument + "\n" + USAGE);
          return 2;
        } else {
          files.add(Path.of(argument));
        }
      }
    } catch (InvalidPathException notAPath) {
      err.println(style.bad("error: ") + notAPath.getMessage());
      return 2;
    }
    if (files.isEmpty()) {
      err.print(style.bad("error: ") + "no file is given\n" + USAGE);
      return 2;
    }
    return new OwnFiles(files, registry, style, out, err).run();
  }

  /** The path as one would type it here. */
  private static Path nearest(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  /** The tour starts anew each time; opening the file refuses one that is in use or no registry. */
  private static void deleteRegistry(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    SqliteRegistry.open(file).close();
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }
}
