package io.cairn.registry.core.discovery;

import io.cairn.registry.discovery.DataFormat.Extent;

/** Finds the separator of cells by which the first records agree best. */
final class SeparatorSniffer {
  private static final char[] CANDIDATES = {',', '\t', ';', '|'};
  private static final int RECORDS = 50;

  private SeparatorSniffer() {}

  /**
   * What the first records look like.
   *
   * @param separator between their cells; 0 if there seems to be one cell a record
   * @param records how many whole records were looked at
   * @param agreement which part of them, 0 to 1, has as many cells as the first
   */
  record Sniffed(char separator, int records, double agreement) {}

  static Sniffed sniff(HeadText head) {
    Sniffed best = new Sniffed('\0', 0, 0);
    int bestCells = 1;
    for (char candidate : CANDIDATES) {
      Counter counter = new Counter(head, candidate);
      double agreement = counter.agreement();
      int cells = counter.cells[0];
      if (cells > 1
          && (agreement > best.agreement || (agreement == best.agreement && cells > bestCells))) {
        best = new Sniffed(candidate, counter.records, agreement);
        bestCells = cells;
      }
    }
    return best;
  }

  /** Counts the cells of each record, minding quotes. */
  private static final class Counter {
    private final int[] cells = new int[RECORDS];
    private int records;

    Counter(HeadText head, char separator) {
      String text = head.text();
      boolean quoted = false;
      boolean cellBegins = true;
      int count = 1;
      int recordStart = 0;
      for (int i = 0; i < text.length() && records < RECORDS; i++) {
        char c = text.charAt(i);
        if (quoted) {
          quoted = c != '"';
        } else if (c == '"' && (cellBegins || (i > 0 && text.charAt(i - 1) == '"'))) {
          quoted = true;
        } else if (c == separator) {
          count++;
        } else if (c == '\n' || c == '\r') {
          end(i > recordStart ? count : 0);
          count = 1;
          recordStart = i + 1;
        }
        cellBegins = !quoted && (c == separator || c == '\n' || c == '\r');
      }
      if (head.extent() == Extent.ALL || records == 0) {
        end(recordStart < text.length() ? count : 0);
      }
    }

    private void end(int count) {
      if (count > 0 && records < RECORDS) {
        cells[records++] = count;
      }
    }

    double agreement() {
      int same = 0;
      for (int i = 0; i < records; i++) {
        same += cells[i] == cells[0] ? 1 : 0;
      }
      return records == 0 ? 0 : (double) same / records;
    }
  }
}
