package io.cairn.registry.core.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.google.common.collect.ImmutableList;
import io.cairn.registry.discovery.DataFormat;
import io.cairn.registry.discovery.DiscoveryOptions;
import io.cairn.registry.discovery.MalformedDataException;
import io.cairn.registry.discovery.RecordSink;
import io.cairn.registry.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON: an array of objects, or objects one after another. Each object is a record; anything else
 * in its place is malformed. {@code NaN} and the infinities are taken as numbers. A name that
 * stands twice in an object counts twice. Thread-safe.
 *
 * <p>It is called NDJSON when there is one object a line. Reading makes no difference.
 */
final class JsonText implements DataFormat {
  private static final int SLACK = 1 << 20;

  /** How objects are laid out. */
  enum Layout {
    /** In an array, over several lines, or only one. */
    DOCUMENT("JSON", ".json", ".geojson"),
    /** Each in a line of its own. */
    LINES("NDJSON", ".ndjson", ".jsonl", ".ldjson");

    private final String format;
    private final ImmutableList<String> suffixes;

    Layout(String format, String... suffixes) {
      this.format = format;
      this.suffixes = ImmutableList.copyOf(suffixes);
    }
  }

  private final Layout layout;

  JsonText(Layout layout) {
    this.layout = layout;
  }

  @Override
  public String name() {
    return layout.format;
  }

  @Override
  public Confidence detect(Head head) {
    HeadText text = HeadText.of(head);
    if (text == null || text.isBlank()) {
      return Confidence.NO;
    }
    int start = text.next(0);
    char first = text.text().charAt(start);
    if ((first != '{' && first != '[') || layout != layout(text, start)) {
      return Confidence.NO;
    }
    int second = text.next(start + 1);
    char next = second < text.text().length() ? text.text().charAt(second) : first;
    if ((first == '{' ? "\"}" : "{]").indexOf(next) >= 0 && second > start) {
      return Confidence.CERTAIN;
    }
    boolean named = text.isNamed(Layout.DOCUMENT.suffixes) || text.isNamed(Layout.LINES.suffixes);
    boolean array = first == '[' && "[\"-0123456789tfn".indexOf(next) >= 0;
    return named ? Confidence.LIKELY : array ? Confidence.POSSIBLE : Confidence.NO;
  }

  private static Layout layout(HeadText head, int start) {
    String text = head.text();
    if (text.charAt(start) == '[') {
      return Layout.DOCUMENT;
    }
    int end = endOfObject(text, start);
    boolean namedLines = head.isNamed(Layout.LINES.suffixes);
    int line = text.indexOf('\n', start);
    if (end < 0) {
      return namedLines && line < 0 ? Layout.LINES : Layout.DOCUMENT;
    }
    if (line >= 0 && line < end) {
      return Layout.DOCUMENT;
    }
    boolean another = line >= end && head.next(line) < text.length();
    boolean alone = text.substring(end, line < 0 ? text.length() : line).isBlank();
    return alone && (another || namedLines) ? Layout.LINES : Layout.DOCUMENT;
  }

  /** The index behind the object that begins at {@code start}, or −1 if it does not end here. */
  private static int endOfObject(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  @Override
  public void read(InputStream bytes, Head head, RecordSink sink, DiscoveryOptions options)
      throws IOException {
    try (JsonParser parser = TextInput.open(bytes).parser(factory(options))) {
      new JsonEvents(parser, sink).read();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new MalformedDataException(
          InvalidInputException.abbreviate(e.getOriginalMessage()) + where, e);
    }
  }

  /** The limits of a record are the sink's and the stream's, which say what was exceeded. */
  private static JsonFactory factory(DiscoveryOptions options) {
    int longest = options.maxRecordBytes() + SLACK;
    return JsonFactory.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(options.maxDepth() + 2)
                .maxStringLength(longest)
                .maxNameLength(longest)
                .maxNumberLength(longest)
                .build())
        .build();
  }
}
