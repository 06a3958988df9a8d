package io.cairn.registry.core.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.SignalWindow;
import io.cairn.registry.core.store.TelemetryStore.Window;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.Signal;
import java.io.IOException;
import java.util.Base64;

/**
 * How the lines of what was observed are written. A tally is three numbers: how often, and the
 * earliest and the latest time in milliseconds since 1970. Aspects and windows are arrays that
 * begin with what they are and end with the tally.
 */
final class ObservedFormat {
  private ObservedFormat() {}

  static String signal(ObservedSignal one) {
    return ExportFormat.line(
        "signal",
        json -> {
          name(json, one.signal());
          tally(json, one.tally());
          json.writeArrayFieldStart("aspects");
          for (AspectValue said : one.aspects()) {
            json.writeStartArray();
            json.writeString(said.aspect().name());
            json.writeString(said.value());
            numbers(json, ObservedSignal.tally(said.seen()));
            json.writeEndArray();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("windows");
          for (SignalWindow window : one.windows()) {
            json.writeStartArray();
            json.writeNumber(window.start());
            numbers(json, window.tally());
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }

  static String attribute(ObservedAttribute one) {
    return ExportFormat.line(
        "attribute",
        json -> {
          Attribute attribute = one.attribute();
          name(json, one.signal());
          json.writeStringField("source", attribute.key().source().name());
          json.writeStringField("event", attribute.key().event());
          json.writeStringField("attribute", attribute.key().name());
          tally(json, attribute.tally());
          json.writeNumberField("types", attribute.types());
          json.writeStringField("peak", text(attribute.peak().toBytes()));
          json.writeArrayFieldStart("samples");
          for (String sample : attribute.samples()) {
            json.writeString(sample);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("windows");
          for (Window window : one.windows()) {
            json.writeStartArray();
            json.writeNumber(window.start());
            json.writeNumber(window.types());
            json.writeString(text(window.sketch().toBytes()));
            numbers(json, window.tally());
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }

  static String template(OfTemplate one) {
    return ExportFormat.line(
        "template",
        json -> {
          name(json, one.signal());
          json.writeNumberField("number", one.number());
          json.writeStringField("path", one.path());
          json.writeStringField("template", one.template());
          json.writeStringField("example", one.example());
          tally(json, one.tally());
        });
  }

  static String end(Observed.End end) {
    return ExportFormat.line(
        "observed",
        json -> {
          name(json, end.signal());
          json.writeNumberField("attributes", end.attributes());
          json.writeNumberField("templates", end.templates());
          json.writeNumberField("lastTemplate", end.lastTemplate());
        });
  }

  private static void name(JsonGenerator json, Signal signal) throws IOException {
    json.writeStringField("kind", signal.kind().name());
    json.writeStringField("name", signal.name());
    json.writeStringField("variant", signal.variant());
  }

  static void tally(JsonGenerator json, Tally tally) throws IOException {
    json.writeArrayFieldStart("tally");
    numbers(json, tally);
    json.writeEndArray();
  }

  static void numbers(JsonGenerator json, Tally tally) throws IOException {
    json.writeNumber(tally.count());
    json.writeNumber(tally.first());
    json.writeNumber(tally.last());
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
