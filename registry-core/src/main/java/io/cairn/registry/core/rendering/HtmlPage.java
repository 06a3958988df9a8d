package io.cairn.registry.core.rendering;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The HTML page of a comparison. */
final class HtmlPage {
  private static final int MAX_PART = 2_000;
  private static final int OPEN_REMARKS = 10;
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      """;

  private final StringBuilder html = new StringBuilder();

  private HtmlPage() {}

  static String of(Comparison comparison) {
    HtmlPage page = new HtmlPage();
    page.write(comparison);
    return page.html.toString();
  }

  private void write(Comparison comparison) {
    List<ChangeEntry> entries = ChangeEntry.all(comparison.diff());
    html.append(HEAD);
    line("<title>", escaped(comparison.title()), " – changes</title>");
    html.append("<style>\n").append(HtmlStyle.CSS).append("</style>\n</head>\n<body>\n<main>\n");
    header(comparison, entries);
    comparison.reports().forEach(this::report);
    if (!entries.isEmpty()) {
      changes(entries);
    }
    fields(comparison);
    html.append("</main>\n</body>\n</html>\n");
  }

  private void line(String... parts) {
    for (String part : parts) {
      html.append(part);
    }
    html.append('\n');
  }

  private void header(Comparison comparison, List<ChangeEntry> entries) {
    line("<header>");
    line("<h1><bdi>", escaped(comparison.title()), "</bdi></h1>");
    line(
        "<p class=\"sides\"><bdi>",
        escaped(comparison.before().label()),
        "</bdi> <span class=\"arrow\" aria-label=\"to\">→</span> <bdi>",
        escaped(comparison.after().label()),
        "</bdi></p>");
    line("<ul class=\"counts\">");
    Map<Mark, Integer> marks = Verdicts.marks(entries);
    for (Mark mark : List.of(Mark.ADDED, Mark.REMOVED, Mark.CHANGED)) {
      int count = marks.getOrDefault(mark, 0);
      line(
          "<li class=\"",
          count == 0 ? "same" : mark.word(),
          "\"><b>" + count + "</b> ",
          mark.word(),
          "</li>");
    }
    line("</ul>");
    if (entries.isEmpty()) {
      line("<p>Nothing changed.</p>");
    }
    line("</header>");
  }

  private void report(CompatibilityReport report) {
    line("<section class=\"verdict ", report.isCompatible() ? "pass" : "fail", "\">");
    line(
        "<h2><span class=\"sign\" aria-hidden=\"true\">",
        report.isCompatible() ? "✓" : "✕",
        "</span>",
        Verdicts.verdict(report),
        "</h2>");
    List<Remark> remarks = Remark.of(report);
    int open = remarks.size() <= OPEN_REMARKS + 1 ? remarks.size() : OPEN_REMARKS;
    remarks(remarks.subList(0, open));
    if (open < remarks.size()) {
      line("<details><summary>" + (remarks.size() - open) + " more</summary>");
      remarks(remarks.subList(open, remarks.size()));
      line("</details>");
    }
    line("</section>");
  }

  private void remarks(List<Remark> remarks) {
    if (!remarks.isEmpty()) {
      line("<ol>");
      remarks.forEach(this::remark);
      line("</ol>");
    }
  }

  private void remark(Remark remark) {
    line("<li>");
    line(
        "<div><p class=\"place\">",
        code(remark.location()),
        " <span class=\"rule\">",
        remark.code(),
        "</span> <span class=\"whom\">",
        remark.whom(),
        "</span></p>");
    line("<p>", was(remark.oldPart(), remark.newPart()), "</p></div>");
    line("<div class=\"why\"><p>", escaped(remark.reason()), "</p>");
    line("<p class=\"remedy\">", escaped(remark.remedy()), "</p></div>");
    line("</li>");
  }

  private void changes(List<ChangeEntry> entries) {
    line("<section>");
    line("<h2>Changes</h2>");
    line("<table class=\"changes\">");
    line("<thead><tr><th scope=\"col\">Where</th><th scope=\"col\">Before</th>");
    line("<th scope=\"col\">After</th></tr></thead>");
    Map<ChangeGroup, List<ChangeEntry>> groups =
        entries.stream().collect(Collectors.groupingBy(ChangeEntry::group));
    for (ChangeGroup group : ChangeGroup.values()) {
      List<ChangeEntry> rows = groups.getOrDefault(group, List.of());
      if (!rows.isEmpty()) {
        line("<tbody class=\"", group.mark().word(), "\">");
        String word = group.word();
        line(
            "<tr class=\"group\"><th colspan=\"3\" scope=\"rowgroup\">",
            sign(group.mark()),
            word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
            " <span class=\"count\">" + rows.size() + "</span></th></tr>");
        rows.forEach(this::change);
        line("</tbody>");
      }
    }
    line("</table>");
    line("</section>");
  }

  private void change(ChangeEntry entry) {
    boolean prose = entry.group() == ChangeGroup.DOC;
    line("<tr>");
    line("<th scope=\"row\">", code(entry.place()), "</th>");
    cell("Before", part("del", entry.before(), prose));
    String note = entry.note();
    cell(
        "After",
        part("ins", entry.after(), prose)
            + (note.isEmpty() ? "" : "<p class=\"note\">" + escaped(note) + "</p>"));
    line("</tr>");
  }

  private void cell(String label, String content) {
    if (content.isEmpty()) {
      line("<td></td>");
    } else {
      line("<td data-label=\"", label, "\"><div>", content, "</div></td>");
    }
  }

  private static String part(String element, String text, boolean prose) {
    if (text.isEmpty()) {
      return "";
    }
    String shown = prose ? "<bdi>" + escaped(text) + "</bdi>" : code(text);
    return "<" + element + ">" + shown + "</" + element + ">";
  }

  private void fields(Comparison comparison) {
    line("<section>");
    line("<h2>All fields</h2>");
    List<FieldNode> nodes = SchemaTree.flat(SchemaTree.of(comparison));
    if (nodes.isEmpty()) {
      line("<p>There are none.</p>");
    } else {
      line("<table class=\"fields\">");
      line("<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Type</th>");
      line("<th scope=\"col\">Default</th><th scope=\"col\">Notes</th></tr></thead>");
      line("<tbody>");
      nodes.forEach(this::field);
      line("</tbody>");
      line("</table>");
    }
    line("</section>");
  }

  private void field(FieldNode node) {
    line("<tr class=\"", node.mark().word(), "\">");
    line("<th scope=\"row\">", sign(node.mark()), name(node), "</th>");
    cell("Type", sides(node, HtmlPage::type));
    cell("Default", sides(node, HtmlPage::defaultValue));
    cell("Notes", notes(node));
    line("</tr>");
  }

  /** The path, with what leads to the field paler than its own name. */
  private static String name(FieldNode node) {
    FieldPath path = node.located().path();
    List<FieldPath.Step> steps = path.steps();
    String own = new FieldPath(steps.subList(steps.size() - 1, steps.size())).toString();
    String all = path.toString();
    String name =
        "<code><span class=\"parent\">"
            + escaped(all.substring(0, all.length() - own.length()))
            + "</span>"
            + escaped(own)
            + "</code>";
    return node.changes().stream()
        .filter(Change.Renamed.class::isInstance)
        .map(change -> ((Change.Renamed) change).from().toString())
        .map(from -> name + "<p class=\"note\">was " + code(from) + "</p>")
        .findFirst()
        .orElse(name);
  }

  private static String type(Field field) {
    return PartText.type(field.type()) + PartText.mark(field.nullability());
  }

  private static String defaultValue(Field field) {
    return field.defaultValue() == DefaultValue.NONE
        ? ""
        : PartText.defaultValue(field.defaultValue());
  }

  private static String keys(Field field) {
    return field.keys().isEmpty() ? "" : PartText.keys(field.keys()) + " key";
  }

  private static String aliases(Field field) {
    return field.aliases().isEmpty() ? "" : "also " + PartText.aliases(field.aliases());
  }

  private static String notes(FieldNode node) {
    List<String> notes = new ArrayList<>();
    notes.add(sides(node, HtmlPage::keys));
    notes.add(sides(node, HtmlPage::aliases));
    String doc = node.located().field().doc();
    notes.add(doc.isEmpty() ? "" : "<bdi>" + escaped(doc) + "</bdi>");
    return notes.stream()
        .filter(note -> !note.isEmpty())
        .map(note -> "<p>" + note + "</p>")
        .collect(Collectors.joining());
  }

  /** The part on both sides: once if it is the same, else what was and what is. */
  private static String sides(FieldNode node, Function<Field, String> part) {
    String now = part.apply(node.located().field());
    FieldNode.Located before = node.before();
    if (before == null || node.after() == null) {
      return now.isEmpty() ? "" : code(now);
    }
    String was = part.apply(before.field());
    return was.equals(now) ? (now.isEmpty() ? "" : code(now)) : was(was, now);
  }

  private static String was(String before, String after) {
    List<String> parts = new ArrayList<>();
    if (!before.isEmpty()) {
      parts.add("<del>" + code(before) + "</del>");
    }
    if (!after.isEmpty()) {
      parts.add("<ins>" + code(after) + "</ins>");
    }
    return String.join(" <span class=\"arrow\" aria-hidden=\"true\">→</span> ", parts);
  }

  private static String sign(Mark mark) {
    return mark == Mark.SAME
        ? "<span class=\"sign\"></span>"
        : "<span class=\"sign\" role=\"img\" aria-label=\""
            + mark.word()
            + "\">"
            + mark.sign()
            + "</span>";
  }

  private static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  private static String escaped(String text) {
    StringBuilder result = new StringBuilder();
    Visible.shortened(text, MAX_PART)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\'' -> result.append("&#39;");
                case '`' -> result.append("&#96;");
                default -> result.appendCodePoint(c);
              }
            });
    return result.toString();
  }
}
