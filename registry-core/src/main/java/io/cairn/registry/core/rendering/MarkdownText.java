package io.cairn.registry.core.rendering;

import io.cairn.registry.evolution.CompatibilityReport;
import java.util.ArrayList;
import java.util.List;

/** The Markdown of a comparison. */
final class MarkdownText {
  private static final int MAX_CHARACTERS = 60_000;
  private static final int MAX_REPORTS_CHARACTERS = MAX_CHARACTERS / 2;
  private static final int MAX_PART = 200;

  private final StringBuilder text = new StringBuilder();

  private MarkdownText() {}

  static String of(Comparison comparison) {
    MarkdownText markdown = new MarkdownText();
    markdown.write(comparison);
    return markdown.text.toString();
  }

  private void write(Comparison comparison) {
    List<ChangeEntry> entries = ChangeEntry.all(comparison.diff());
    text.append("### ").append(code(comparison.title())).append('\n');
    text.append('\n')
        .append(code(comparison.before().label()))
        .append(" → ")
        .append(code(comparison.after().label()))
        .append(": ")
        .append(Verdicts.summary(entries))
        .append(".\n");
    comparison.reports().forEach(this::report);
    if (!entries.isEmpty()) {
      table(entries);
    }
  }

  private void report(CompatibilityReport report) {
    text.append("\n**").append(Verdicts.verdict(report)).append("**\n");
    List<Remark> remarks = Remark.of(report);
    text.append(remarks.isEmpty() ? "" : "\n");
    int left = remarks.size();
    for (Remark remark : remarks) {
      String item = item(remark);
      if (text.length() + item.length() > MAX_REPORTS_CHARACTERS) {
        text.append("- … and ").append(left);
        text.append(" more.\n");
        return;
      }
      text.append(item);
      left--;
    }
  }

  private static String item(Remark remark) {
    return "- "
        + code(remark.code())
        + " at "
        + code(remark.location())
        + ", "
        + remark.whom()
        + ": was "
        + code(remark.oldPart())
        + ", is "
        + code(remark.newPart())
        + ". "
        + remark.reason()
        + " *"
        + remark.remedy()
        + "*\n";
  }

  private void table(List<ChangeEntry> entries) {
    text.append("\n| change | where | before | after |\n| --- | --- | --- | --- |\n");
    int left = entries.size();
    for (ChangeEntry entry : entries) {
      String row = row(entry);
      if (text.length() + row.length() > MAX_CHARACTERS) {
        text.append("\n… and ").append(PartText.count(left, "change", "changes"));
        text.append(" more.\n");
        return;
      }
      text.append(row);
      left--;
    }
  }

  private static String row(ChangeEntry entry) {
    List<String> cells = new ArrayList<>();
    cells.add(entry.group().mark().sign() + " " + entry.group().word());
    cells.add(code(entry.place()));
    cells.add(code(entry.before()));
    cells.add(code(entry.after()) + (entry.note().isEmpty() ? "" : "<br>" + code(entry.note())));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /**
   * As code, where no name is taken for a link or for somebody to notify: in backticks where
   * nothing in the text could end them or the cell of the table, else as an element with every
   * character that could mean something as its number.
   */
  private static String code(String part) {
    String shown = Visible.shortened(part, MAX_PART);
    if (shown.isEmpty()) {
      return "";
    }
    boolean simple =
        !shown.startsWith(" ")
            && !shown.endsWith(" ")
            && shown.chars().noneMatch(c -> c == '`' || c == '|' || c == '\\');
    return simple ? "`" + shown + "`" : "<code>" + numbered(shown) + "</code>";
  }

  private static String numbered(String shown) {
    StringBuilder result = new StringBuilder();
    shown
        .codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || c == ' ' || c > 0x7F) {
                result.appendCodePoint(c);
              } else {
                result.append("&#").append(c).append(';');
              }
            });
    return result.toString();
  }
}
