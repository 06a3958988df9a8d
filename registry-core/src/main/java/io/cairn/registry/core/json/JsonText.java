package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.cairn.registry.error.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON text, strictly and within bounds. A value read is null, a Boolean, String,
 * BigDecimal, List, or Map in the order read.
 */
final class JsonText {
  /** The longest text read or written, in UTF-16 characters. */
  static final int MAX_LENGTH = 16 << 20;

  /** Enough for {@value io.cairn.registry.schema.Schema#MAX_DEPTH} types and a default in them. */
  private static final int MAX_NESTING = 300;

  /** More than a default's number of the most digits needs. */
  private static final int MAX_NUMBER_LENGTH = 1_100;

  /** Room for what most schemas need, so that writing them copies nothing. */
  private static final int TYPICAL_LENGTH = 4_096;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(MAX_LENGTH)
                  .build())
          .build();

  private JsonText() {}

  /** What writes one value. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static String write(String what, Body body) {
    BoundedText text = new BoundedText(what);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      body.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** Refuses what is too long while it is written, however much would have followed. */
  private static final class BoundedText extends Writer {
    private final String what;
    private final StringBuilder text = new StringBuilder(TYPICAL_LENGTH);

    BoundedText(String what) {
      this.what = what;
    }

    @Override
    public void write(char[] from, int offset, int length) {
      requireRoom(length);
      text.append(from, offset, length);
    }

    @Override
    public void write(String from, int offset, int length) {
      requireRoom(length);
      text.append(from, offset, offset + length);
    }

    private void requireRoom(int length) {
      if (length > MAX_LENGTH - text.length()) {
        throw tooLong("write", what);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** The one value that the text holds. */
  static JsonPart read(String what, String text) {
    if (text.length() > MAX_LENGTH) {
      throw tooLong("read", what);
    }
    try (JsonParser json = FACTORY.createParser(text)) {
      return JsonPart.root(what, onlyValue(what, json));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static @Nullable Object onlyValue(String what, JsonParser json) throws IOException {
    try {
      if (json.nextToken() == null) {
        throw new InvalidInputException("Cannot read the " + what + ": the JSON text is empty.");
      }
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new InvalidInputException(
            "Cannot read the "
                + what
                + ": more follows its end at "
                + place(json.currentTokenLocation())
                + "; give one JSON value.");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      JsonLocation known = malformed.getLocation();
      throw new InvalidInputException(
          "Cannot read the "
              + what
              + " at "
              + place(known == null ? json.currentLocation() : known)
              + ": "
              + InvalidInputException.abbreviate(malformed.getOriginalMessage())
              + "; give well-formed JSON within the limits.",
          malformed);
    }
  }

  private static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case START_ARRAY -> list(json);
      case START_OBJECT -> map(json);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new AssertionError(json.currentToken());
    };
  }

  private static List<@Nullable Object> list(JsonParser json) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(json));
    }
    return items;
  }

  private static Map<String, @Nullable Object> map(JsonParser json) throws IOException {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      if (entries.containsKey(key)) {
        throw new InvalidInputException(
            "The key \""
                + InvalidInputException.abbreviate(key)
                + "\" stands twice in one JSON object, again at "
                + place(json.currentTokenLocation())
                + "; remove one.");
      }
      json.nextToken();
      entries.put(key, value(json));
    }
    return entries;
  }

  /** Line and column, from 1. */
  private static String place(JsonLocation location) {
    return location.getLineNr() + ":" + location.getColumnNr();
  }

  private static InvalidInputException tooLong(String verb, String what) {
    return new InvalidInputException(
        "Cannot "
            + verb
            + " the "
            + what
            + ": its JSON text is too long; at most "
            + MAX_LENGTH
            + " characters are allowed.");
  }
}
