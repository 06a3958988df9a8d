package io.cairn.examples.quickstart;

import java.io.IOException;
import java.nio.file.Path;
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

  static final Program PROGRAM =
      new Program(USAGE, Path.of("cairn.db"), Quickstart::tour, Quickstart::ownFiles);

  private Quickstart() {}

  public static void main(String[] args) {
    PROGRAM.start(args);
  }

  private static void tour(Path home, Program.Console console) throws IOException {
    Path file = Program.freshRegistry(home.resolve("examples/target/quickstart.db"));
    new Tour(home.resolve("examples/data"), file, console.style(), console.out()).run();
  }

  private static int ownFiles(List<Path> files, Path registry, Program.Console console) {
    return new OwnFiles(files, registry, console.style(), console.out(), console.err()).run();
  }
}
