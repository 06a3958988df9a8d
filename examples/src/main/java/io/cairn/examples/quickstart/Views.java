package io.cairn.examples.quickstart;

import io.cairn.examples.quickstart.Table.Align;
import io.cairn.registry.Cardinality;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.VersionDetails;
import io.cairn.registry.discovery.Contradiction;
import io.cairn.registry.discovery.Discovered;
import io.cairn.registry.discovery.FieldProfile;
import io.cairn.registry.evolution.Warning;
import java.util.List;
import java.util.Locale;

/** What the registry says, as text. */
public final class Views {
  private static final int MAX_FIELDS = 40;
  private static final int MAX_CHANGES = 3;

  private final Style style;

  Views(Style style) {
    this.style = style;
  }

  /** What a file looks like: its format and size in a line, then a line for each field. */
  String discovered(String name, Discovered found) {
    String facts =
        "%s · %s · %s"
            .formatted(
                found.format(),
                count(found.profile().records(), "record"),
                bytes(found.profile().bytes()));
    StringBuilder text = new StringBuilder();
    text.append(style.title(name)).append("  ").append(style.faint(facts)).append('\n');
    List<FieldProfile> fields = found.profile().fields();
    if (fields.isEmpty()) {
      return text.append("  no fields\n").toString();
    }
    Table table =
        new Table()
            .column("field", Align.LEFT)
            .column("type", Align.LEFT)
            .column("values", Align.RIGHT)
            .column("nulls", Align.RIGHT)
            .column("different", Align.RIGHT)
            .column("smallest", Align.LEFT)
            .column("largest", Align.LEFT);
    for (FieldProfile field : fields.subList(0, Math.min(MAX_FIELDS, fields.size()))) {
      table.row(
          field.path(),
          field.type(),
          number(field.values()),
          number(field.nulls()),
          different(field.cardinality()),
          field.findRange().map(FieldProfile.Range::min).orElse(""),
          field.findRange().map(FieldProfile.Range::max).orElse(""));
    }
    text.append(table.render(style));
    if (fields.size() > MAX_FIELDS) {
      text.append("  … and ").append(count(fields.size() - MAX_FIELDS, "field")).append(" more\n");
    }
    for (Contradiction contradiction : found.contradictions()) {
      text.append(style.bad("  ! ")).append(explain(contradiction)).append('\n');
    }
    return text.toString();
  }

  private static String explain(Contradiction contradiction) {
    return "%s should be %s, but %s %s %s, first in record %s%s"
        .formatted(
            contradiction.path(),
            contradiction.expected(),
            count(contradiction.count(), "value"),
            contradiction.count() == 1 ? "is" : "are",
            contradiction.found(),
            number(contradiction.firstRecord()),
            contradiction.example().isEmpty() ? "" : ": \"" + contradiction.example() + "\"");
  }

  /** A line that says which version something is. */
  String version(SchemaVersion version, VersionDetails details) {
    return "version "
        + version.version()
        + style.faint("  " + details.label() + "  id " + version.id());
  }

  /** A line for each version. */
  String history(List<VersionDetails> history) {
    Table table =
        new Table()
            .column("version", Align.RIGHT)
            .column("label", Align.LEFT)
            .column("origin", Align.LEFT)
            .column("seen again", Align.RIGHT)
            .column("why", Align.LEFT)
            .column("changes", Align.LEFT);
    for (VersionDetails details : history) {
      List<String> changes = details.changes().explain().lines().toList();
      table.row(
          details.ref().version(),
          details.label(),
          details.origin().name().toLowerCase(Locale.ROOT),
          number(details.seenCount()),
          details.reason(),
          changes.isEmpty() ? "" : changes.get(0));
      for (String change :
          changes.subList(Math.min(1, changes.size()), Math.min(MAX_CHANGES, changes.size()))) {
        table.row("", "", "", "", "", change);
      }
      if (changes.size() > MAX_CHANGES) {
        table.row("", "", "", "", "", "… and " + (changes.size() - MAX_CHANGES) + " more");
      }
    }
    return table.render(style);
  }

  /** A line for each warning. */
  String warnings(List<Warning> warnings) {
    StringBuilder text = new StringBuilder();
    for (Warning warning : warnings) {
      text.append(style.bad("  ! ")).append(warning.explain()).append('\n');
    }
    return text.toString();
  }

  /** Each line behind two blanks. */
  public static String indented(String text) {
    return text.lines().map(line -> "  " + line + "\n").reduce("", String::concat);
  }

  static String bytes(long bytes) {
    if (bytes < 1024) {
      return count(bytes, "byte");
    }
    double kib = bytes / 1024.0;
    return kib < 1024
        ? String.format(Locale.ROOT, "%.1f KiB", kib)
        : String.format(Locale.ROOT, "%.1f MiB", kib / 1024);
  }

  /** A number with its thousands apart. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** So many of something. */
  public static String count(long number, String what) {
    return number(number) + " " + what + (number == 1 ? "" : "s");
  }

  /** How many different values there are; {@code ~} stands before an estimate. */
  public static String different(Cardinality cardinality) {
    return (cardinality.isExact() ? "" : "~") + number(cardinality.estimate());
  }
}
