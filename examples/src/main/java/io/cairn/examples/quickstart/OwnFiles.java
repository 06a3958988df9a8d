package io.cairn.examples.quickstart;

import io.cairn.registry.Registration;
import io.cairn.registry.Registration.Outcome;
import io.cairn.registry.RegistrationRequest;
import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.error.IncompatibleSchemaException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.sqlite.SqliteRegistry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at files, registers what they look like, and says what has changed since they were last
 * looked at.
 */
final class OwnFiles {
  private final List<Path> files;
  private final Path registryFile;
  private final Style style;
  private final PrintStream out;
  private final PrintStream err;
  private final Views views;

  OwnFiles(List<Path> files, Path registryFile, Style style, PrintStream out, PrintStream err) {
    this.files = files;
    this.registryFile = registryFile;
    this.style = style;
    this.out = out;
    this.err = err;
    views = new Views(style);
  }

  int run() {
    int failures = 0;
    try (SchemaRegistry registry = SqliteRegistry.open(registryFile)) {
      for (Path file : files) {
        try {
          look(registry, file);
          out.println();
        } catch (IncompatibleSchemaException refused) {
          failures++;
          out.print(
              "  "
                  + style.bad("refused")
                  + "\n"
                  + Views.indented(refused.report().explain())
                  + "\n");
        } catch (RegistryException unreadable) {
          failures++;
          err.println(style.bad("error: ") + unreadable.getMessage());
        }
      }
    }
    out.println(
        "The schemas are in "
            + style.title(registryFile.toString())
            + ". Look at them with any SQLite client:");
    out.println(
        "  sqlite3 -box "
            + registryFile
            + " 'SELECT name, version, ordinal, path, type FROM columns ORDER BY 1, 2, 3'");
    return failures == 0 ? 0 : 1;
  }

  private void look(SchemaRegistry registry, Path file) {
    Discovered found;
    try (ProgressLine progress = new ProgressLine(out, style, file.toString())) {
      found =
          registry
              .discovery()
              .discover(file.toUri(), DiscoveryOptions.builder().listener(progress).build());
    }
    out.print(views.discovered(file.toString(), found));
    Subject subject = Subject.of("files", String.valueOf(file.getFileName()));
    Registration done =
        registry.register(
            RegistrationRequest.builder(subject, found.schema()).reason("seen in " + file).build());
    VersionDetails details =
        registry.subjects().history(subject).stream()
            .filter(version -> version.ref().equals(done.version().ref()))
            .findFirst()
            .orElseThrow();
    String what = done.outcome() == Outcome.CREATED ? "registered as " : "known already as ";
    out.println(
        "  "
            + style.good(what + subject.name() + ", version " + done.version().version())
            + style.faint("  " + details.label()));
    if (done.outcome() == Outcome.CREATED) {
      out.print(Views.indented(details.changes().explain()));
      out.print(views.warnings(done.warnings()));
    }
  }
}
