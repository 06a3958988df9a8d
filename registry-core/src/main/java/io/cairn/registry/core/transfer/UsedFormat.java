package io.cairn.registry.core.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.lineage.UsageWindow;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the lines of who uses what are written. Tallies are as in {@link ObservedFormat}; versions
 * and fields are arrays that begin with the number or the path and end with the tally, windows are
 * their begin, and how often the subject was produced and consumed in them.
 */
final class UsedFormat {
  private UsedFormat() {}

  static String usage(OneUse one) {
    return ExportFormat.line(
        "usage",
        json -> {
          json.writeStringField("subject", one.subject().toString());
          json.writeStringField("role", one.role().name());
          json.writeStringField("participantType", one.use().participant().type());
          json.writeStringField("participant", one.use().participant().id());
          ObservedFormat.tally(json, one.use().tally());
          json.writeArrayFieldStart("versions");
          for (Map.Entry<Integer, Tally> version : new TreeMap<>(one.use().versions()).entrySet()) {
            json.writeStartArray();
            json.writeNumber(version.getKey());
            end(json, version.getValue());
          }
          json.writeEndArray();
          json.writeArrayFieldStart("fields");
          for (Map.Entry<String, Tally> field : new TreeMap<>(one.use().fields()).entrySet()) {
            json.writeStartArray();
            json.writeString(field.getKey());
            end(json, field.getValue());
          }
          json.writeEndArray();
        });
  }

  private static void end(JsonGenerator json, Tally tally) throws IOException {
    ObservedFormat.numbers(json, tally);
    json.writeEndArray();
  }

  static String end(Used.End end) {
    return ExportFormat.line(
        "used",
        json -> {
          json.writeStringField("subject", end.subject().toString());
          json.writeNumberField("usages", end.usages());
          json.writeArrayFieldStart("windows");
          for (UsageWindow window : end.windows()) {
            json.writeStartArray();
            json.writeNumber(window.start().toEpochMilli());
            json.writeNumber(window.produced());
            json.writeNumber(window.consumed());
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }
}
