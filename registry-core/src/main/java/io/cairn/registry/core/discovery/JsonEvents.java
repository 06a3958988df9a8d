package io.cairn.registry.core.discovery;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import io.cairn.registry.discovery.MalformedDataException;
import io.cairn.registry.discovery.RecordSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Turns the tokens of JSON into records. */
final class JsonEvents {
  private final JsonParser parser;
  private final RecordSink sink;
  private long records;

  JsonEvents(JsonParser parser, RecordSink sink) {
    this.parser = parser;
    this.sink = sink;
  }

  void read() throws IOException {
    boolean more = true;
    while (more) {
      @Nullable JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      more = token == JsonToken.START_ARRAY ? array() : record(token);
    }
  }

  private boolean array() throws IOException {
    boolean more = true;
    while (more) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        return true;
      }
      more = record(token);
    }
    return false;
  }

  private boolean record(JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw new MalformedDataException(
          "record "
              + (records + 1)
              + " is not an object, at line "
              + parser.currentTokenLocation().getLineNr()
              + "; each record must be one",
          null);
    }
    sink.beginRecord();
    int depth = 1;
    while (depth > 0) {
      JsonToken next = parser.nextToken();
      switch (next) {
        case FIELD_NAME -> sink.field(parser.currentName());
        case START_OBJECT -> {
          depth++;
          sink.beginObject();
        }
        case START_ARRAY -> {
          depth++;
          sink.beginArray();
        }
        case END_OBJECT -> {
          if (--depth > 0) {
            sink.endObject();
          }
        }
        case END_ARRAY -> {
          depth--;
          sink.endArray();
        }
        default -> scalar(next);
      }
    }
    records++;
    return sink.endRecord();
  }

  private void scalar(JsonToken token) throws IOException {
    switch (token) {
      case VALUE_STRING ->
          sink.text(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
      case VALUE_NUMBER_INT -> {
        if (parser.getNumberType() == NumberType.BIG_INTEGER) {
          sink.number(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        } else {
          sink.integer(parser.getLongValue());
        }
      }
      case VALUE_NUMBER_FLOAT -> {
        if (parser.isNaN()) {
          sink.number(Double.toString(parser.getDoubleValue()));
        } else {
          sink.number(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        }
      }
      case VALUE_TRUE -> sink.booleanValue(true);
      case VALUE_FALSE -> sink.booleanValue(false);
      case VALUE_NULL -> sink.nullValue();
      default -> throw new MalformedDataException("an unexpected " + token, null);
    }
  }
}
