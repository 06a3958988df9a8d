package io.cairn.examples.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text under each other, each column as wide as its widest cell and no wider than a limit.
 */
public final class Table {
  /** Which side the text of a column stands on. */
  public enum Align {
    LEFT,
    RIGHT
  }

  private static final int MAX_WIDTH = 36;

  private final List<String> headings = new ArrayList<>();
  private final List<Align> alignments = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column; rows come after all columns. */
  public Table column(String heading, Align align) {
    headings.add(heading);
    alignments.add(align);
    return this;
  }

  /** Adds a row with a cell for each column. */
  public Table row(Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> fit(cell.toString())).toList());
    return this;
  }

  /** The lines, the headings first and faint, each behind two blanks. */
  public String render(Style style) {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(headings.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(style.faint(line(headings, widths))).append('\n');
    rows.forEach(row -> text.append(line(row, widths)).append('\n'));
    return text.toString();
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder(" ");
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths[i] - width(cells.get(i)));
      line.append(' ');
      line.append(
          alignments.get(i) == Align.RIGHT ? padding + cells.get(i) : cells.get(i) + padding);
      line.append(' ');
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** One line of at most the width allowed, with everything unprintable shown as a dot. */
  private static String fit(String text) {
    StringBuilder cell = new StringBuilder();
    text.codePoints()
        .limit(MAX_WIDTH + 1L)
        .forEach(
            c ->
                cell.appendCodePoint(
                    Character.isISOControl(c) || !Character.isDefined(c) ? '·' : c));
    return width(cell.toString()) <= MAX_WIDTH
        ? cell.toString()
        : cell.substring(0, cell.offsetByCodePoints(0, MAX_WIDTH - 1)) + "…";
  }
}
