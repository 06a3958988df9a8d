package io.cairn.registry.core.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.MalformedExportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A line of an export: a JSON object whose values are taken by key, each once. A string is given as
 * its text, everything else as the JSON it stands as.
 */
final class Line {
  /** Room for a schema, its layout and its changes, each as long as it may be. */
  static final int MAX_BYTES = 160 << 20;

  /** Deeper than any schema lies, in its line. */
  private static final int MAX_NESTING = 310;

  private static final int MAX_NUMBER_LENGTH = 1_100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  private final long number;
  private final Map<String, String> rest;

  private Line(long number, Map<String, String> rest) {
    this.number = number;
    this.rest = rest;
  }

  static Line parse(long number, String text) {
    try (JsonParser json = FACTORY.createParser(text)) {
      return new Line(number, entries(number, json, text));
    } catch (JsonProcessingException malformed) {
      throw new MalformedExportException(
          number,
          "it is not JSON, "
              + InvalidInputException.abbreviate(malformed.getOriginalMessage())
              + ".",
          malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Map<String, String> entries(long number, JsonParser json, String text)
      throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedExportException(number, "it is not a JSON object.", null);
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        entries.put(key, json.getText());
      } else {
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        json.finishToken();
        entries.put(key, text.substring(start, (int) json.currentLocation().getCharOffset()));
      }
    }
    if (json.nextToken() != null) {
      throw new MalformedExportException(number, "more follows the JSON object.", null);
    }
    return entries;
  }

  long number() {
    return number;
  }

  String take(String key) {
    String value = find(key);
    if (value == null) {
      throw malformed("the key \"" + key + "\" is missing.");
    }
    return value;
  }

  @Nullable String find(String key) {
    return rest.remove(key);
  }

  /** What {@code read} makes of a value; what it refuses is the line's fault. */
  <T> T take(String key, Function<String, T> read) {
    String value = take(key);
    try {
      return read.apply(value);
    } catch (InvalidInputException | IllegalArgumentException | DateTimeException refused) {
      throw new MalformedExportException(
          number,
          "the value of \""
              + key
              + "\" cannot be read, "
              + InvalidInputException.abbreviate(String.valueOf(refused.getMessage()))
              + ".",
          refused);
    }
  }

  /** The same, or null if the key is missing. */
  <T> @Nullable T find(String key, Function<String, T> read) {
    return rest.containsKey(key) ? take(key, read) : null;
  }

  int integer(String key) {
    int value = take(key, Integer::valueOf);
    if (value < 0) {
      throw malformed("the value of \"" + key + "\" is negative.");
    }
    return value;
  }

  long count(String key) {
    long value = take(key, Long::valueOf);
    if (value < 0) {
      throw malformed("the value of \"" + key + "\" is negative.");
    }
    return value;
  }

  void requireEmpty() {
    if (!rest.isEmpty()) {
      throw malformed(
          "the keys "
              + InvalidInputException.abbreviate(rest.keySet().toString())
              + " do not belong there.");
    }
  }

  MalformedExportException malformed(String problem) {
    return new MalformedExportException(number, problem, null);
  }
}
