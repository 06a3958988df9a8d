package io.cairn.examples.telemetry;

import io.cairn.examples.quickstart.Style;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What one may ask the file of a registry with any SQLite client. */
final class Queries {
  /** The queries that are shown. */
  static final List<String> SHOWN =
      List.of(
          "SELECT service, kind, name, seen_count FROM services ORDER BY 1, 2, 3",
          "SELECT name, attribute, peak_cardinality FROM attributes ORDER BY 3 DESC LIMIT 10",
          "SELECT percentage, template FROM log_templates ORDER BY seen_count DESC LIMIT 10");

  private Queries() {}

  static void print(Path file, Style style, PrintStream out) {
    out.println("  " + style.title(file.toString()));
    SHOWN.forEach(query -> out.println("  sqlite3 -box " + file + " '" + query + "'"));
  }
}
