package io.cairn.registry.testkit.avro;

import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of named cases, in Markdown. */
final class Page {
  private final Opinion opinion;

  Page(Opinion opinion) {
    this.opinion = opinion;
  }

  /** One line of a table: a reader and a writer. */
  record Reading(String name, String direction, Schema reader, Schema writer) {
    @Override
    public String toString() {
      return name + ", " + direction;
    }
  }

  /** Every change in both directions. */
  static List<Reading> changes() {
    return Cases.changes().stream()
        .flatMap(
            change ->
                Stream.of(
                    new Reading(change.name(), "new reads old", change.fresh(), change.old()),
                    new Reading(change.name(), "old reads new", change.old(), change.fresh())))
        .toList();
  }

  /** Every ordered pair of types, each as the type of one field. */
  static List<Reading> pairs() {
    return Cases.TYPES.stream()
        .flatMap(writer -> Cases.TYPES.stream().map(reader -> pair(reader, writer)))
        .toList();
  }

  private static Reading pair(DataType reader, DataType writer) {
    Cases.Case change = Cases.type("`" + writer + "` → `" + reader + "`", writer, reader);
    return new Reading(change.name(), "", change.fresh(), change.old());
  }

  String text() {
    return String.join("\n", differences(), changesTable(), pairsTable(), matrix());
  }

  /** The line of one reading, with its values as Avro's reader has them. */
  String line(Reading reading) {
    SecondOpinion both = SecondOpinion.of(opinion, reading.reader(), reading.writer());
    Outcome outcome = Outcome.of(reading.reader(), reading.writer());
    List<String> cells = new ArrayList<>(List.of(reading.name()));
    if (!reading.direction().isEmpty()) {
      cells.add(reading.direction());
    }
    cells.addAll(List.of(yes(both.cairn()), yes(both.avro()), outcome.shown(), why(both)));
    return row(cells);
  }

  private static String why(SecondOpinion both) {
    return both.agreed()
        ? "agreed"
        : both.differences().stream()
            .sorted()
            .map(difference -> "differs: " + difference)
            .collect(Collectors.joining(", "));
  }

  private String differences() {
    StringBuilder text =
        new StringBuilder("## Where they differ on purpose\n\n")
            .append(row(List.of("difference", "Cairn", "Avro", "why")))
            .append("|---|---|---|---|\n");
    opinion.differences().stream()
        .sorted()
        .forEach(
            difference -> {
              boolean cairn = difference.says() == Difference.Says.CAIRN_YES;
              text.append(
                  row(List.of(difference.name(), yes(cairn), yes(!cairn), difference.reason())));
            });
    return text.toString();
  }

  private String changesTable() {
    return "## Changes\n\n"
        + row(List.of("change", "direction", "Cairn", "Avro", "values in Avro", ""))
        + "|---|---|---|---|---|---|\n"
        + changes().stream().map(this::line).collect(Collectors.joining());
  }

  /** Those that are refused by both are in the matrix only. */
  private String pairsTable() {
    return "## Pairs of types that one of them reads\n\n"
        + row(List.of("data → reader", "Cairn", "Avro", "values in Avro", ""))
        + "|---|---|---|---|---|\n"
        + pairs().stream()
            .filter(pair -> !pair.reader().equals(pair.writer()))
            .map(this::line)
            .filter(line -> !line.contains("| no | no |"))
            .sorted(
                Comparator.comparing(
                    line -> line.substring(line.lastIndexOf('|', line.length() - 3))))
            .collect(Collectors.joining());
  }

  private String matrix() {
    List<String> head = new ArrayList<>(List.of("data ↓ reader →"));
    Cases.TYPES.forEach(type -> head.add("`" + type + "`"));
    return "## All pairs of types\n\n"
        + row(head)
        + "|---".repeat(head.size())
        + "|\n"
        + Cases.TYPES.stream().map(this::matrixLine).collect(Collectors.joining());
  }

  private String matrixLine(DataType writer) {
    List<String> cells = new ArrayList<>(List.of("`" + writer + "`"));
    for (DataType type : Cases.TYPES) {
      Reading pair = pair(type, writer);
      SecondOpinion both = SecondOpinion.of(opinion, pair.reader(), pair.writer());
      cells.add(both.agreed() ? both.cairn() ? "both" : "" : both.cairn() ? "Cairn" : "Avro");
    }
    return row(cells);
  }

  private static String yes(boolean yes) {
    return yes ? "yes" : "no";
  }

  private static String escape(String cell) {
    return cell.replace("|", "\\|");
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Page::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
