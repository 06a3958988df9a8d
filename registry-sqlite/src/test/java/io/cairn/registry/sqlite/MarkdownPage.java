package io.cairn.registry.sqlite;

import java.util.Collection;
import java.util.List;

/** A page of Markdown, written line by line. */
final class MarkdownPage {
  private final StringBuilder text = new StringBuilder();

  /** A heading with the space around it. */
  void section(String title) {
    line("");
    line("## " + title);
    line("");
  }

  void line(String line) {
    text.append(line).append('\n');
  }

  void head(Collection<String> cells) {
    row(cells);
    line("|" + "---|".repeat(cells.size()));
  }

  void row(Collection<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  static String listed(List<String> names) {
    return names.isEmpty() ? "–" : String.join(", ", names);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
