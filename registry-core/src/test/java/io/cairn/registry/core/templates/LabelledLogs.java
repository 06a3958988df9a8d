package io.cairn.registry.core.templates;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.cairn.registry.telemetry.TemplateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Log lines of which the template is known.
 *
 * @param lines the messages alone, without what a log's format puts before them
 * @param truth per line, the id of its template
 */
record LabelledLogs(List<String> lines, List<String> truth) {

  /** Reads a file as loghub's {@code *_2k.log_structured.csv}: the columns Content and EventId. */
  static LabelledLogs read(Path file) {
    List<String> lines = new ArrayList<>();
    List<String> truth = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord line : records) {
        lines.add(line.getField("Content"));
        truth.add(line.getField("EventId"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LabelledLogs(lines, truth);
  }

  /** How well a new miner of these settings groups the lines. */
  double accuracy(TemplateSettings settings) {
    TemplateMiner miner = new TemplateMiner(settings);
    List<Long> found = new ArrayList<>();
    lines.forEach(line -> found.add(miner.add(line, 0)));
    return GroupingAccuracy.of(found, truth);
  }
}
