package io.cairn.registry.core.discovery;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.cairn.registry.core.discovery.SeparatorSniffer.Sniffed;
import io.cairn.registry.discovery.DataFormat;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.MalformedDataException;
import io.cairn.registry.discovery.RecordSink;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Cells in lines, by RFC 4180, read leniently. Thread-safe.
 *
 * <ul>
 *   <li>The first line is the header, whatever it looks like; see {@link ColumnNames} for blank and
 *       repeated names. A header without any further line is data: it names fields.
 *   <li>Separators are told by content: comma, semicolon and vertical bar are CSV, a tabulator is
 *       TSV.
 *   <li>Cells may be quoted by {@code "}, doubled inside. Characters after a closing quote are
 *       taken as part of the cell; a quote that is never closed is malformed.
 *   <li>Empty lines are skipped. In a short line the missing cells are absent, and so null. In a
 *       long line the surplus cells are reported as contradictions, unless they are blank.
 * </ul>
 */
final class DelimitedText implements DataFormat {
  /** More than the stream's own limit on records, which is to be hit first. */
  private static final int SLACK_CHARS = 1 << 20;

  private static final List<String> SUFFIXES = List.of(".csv", ".psv", ".tsv", ".tab");
  private static final double LIKENESS = 0.9;

  private final String name;
  private final String separators;
  private final String[] suffixes;

  private DelimitedText(String name, String separators, String... suffixes) {
    this.name = name;
    this.separators = separators;
    this.suffixes = suffixes;
  }

  static DelimitedText csv() {
    return new DelimitedText("CSV", ",;|", ".csv", ".psv");
  }

  static DelimitedText tsv() {
    return new DelimitedText("TSV", "\t", ".tsv", ".tab");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Confidence detect(Head head) {
    HeadText text = HeadText.of(head);
    if (text == null || text.isBlank()) {
      return Confidence.NO;
    }
    Sniffed sniffed = SeparatorSniffer.sniff(text);
    if (sniffed.separator() == 0) {
      return text.isNamed(List.of(suffixes)) ? Confidence.POSSIBLE : Confidence.NO;
    }
    if (separators.indexOf(sniffed.separator()) < 0) {
      return Confidence.NO;
    }
    if (text.isNamed(SUFFIXES)) {
      return Confidence.LIKELY;
    }
    boolean markup = text.text().charAt(text.next(0)) == '<';
    boolean alike = sniffed.records() > 1 && sniffed.agreement() >= LIKENESS;
    return alike && !markup ? Confidence.POSSIBLE : Confidence.NO;
  }

  // Nothing else lets characters after a closing quote pass.
  @SuppressWarnings("removal")
  @Override
  public void read(InputStream bytes, Head head, RecordSink sink, DiscoveryOptions options)
      throws IOException {
    CellHandler cells = new CellHandler(sink);
    try (CsvReader<Boolean> reader =
        CsvReader.builder()
            .fieldSeparator(separator(head))
            .quoteCharacter('"')
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowExtraCharsAfterClosingQuote(true)
            .allowUnclosedQuote(false)
            .maxBufferSize(options.maxRecordBytes() + SLACK_CHARS)
            .build(cells, TextInput.open(bytes).reader())) {
      Iterator<Boolean> records = reader.iterator();
      boolean more = true;
      while (more && records.hasNext()) {
        more = records.next();
      }
    } catch (CsvParseException e) {
      throw cause(e, cells.line());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private char separator(Head head) {
    HeadText text = HeadText.of(head);
    char sniffed = text == null ? 0 : SeparatorSniffer.sniff(text).separator();
    return sniffed == 0 ? separators.charAt(0) : sniffed;
  }

  /** What really happened: the reader wraps whatever is thrown under it. */
  private static IOException cause(CsvParseException e, long line) {
    Throwable cause = e.getCause();
    if (cause instanceof RegistryException typed) {
      throw typed;
    }
    if (cause instanceof IOException io) {
      return io;
    }
    if (cause instanceof UncheckedIOException unchecked) {
      return Objects.requireNonNull(unchecked.getCause());
    }
    if (cause instanceof RuntimeException other) {
      throw other;
    }
    String reason = InvalidInputException.abbreviate(String.valueOf(e.getMessage()));
    return new MalformedDataException(reason + " (the record that begins in line " + line + ")", e);
  }
}
