package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.evolution.CompatibilityMode;
import io.cairn.registry.evolution.CompatibilityReport;
import io.cairn.registry.evolution.Direction;
import io.cairn.registry.evolution.Rule;
import io.cairn.registry.evolution.Violation;
import io.cairn.registry.evolution.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Verdicts as JSON.
 *
 * <pre>
 * {"compatible":false,"mode":"BACKWARD",
 *  "violations":[{"rule":"TYPE_CHANGED","direction":"BACKWARD","location":"items[].price",
 *    "old":"INT","new":"TEXT","against":3,
 *    "reason":"the stored values would have to …","remedy":"keep the type, or …"}],
 *  "warnings":[{"hint":"POSSIBLE_RENAME","location":"total","old":"sum INT?","new":"total INT?",
 *    "against":3,"reason":"without an alias …","remedy":"if it was renamed, …"}]}
 * </pre>
 *
 * <p>Reasons and remedies are for people: they follow from the rule and are not read back, and
 * neither is {@code compatible}. Strict and bounded as {@link SchemaJson}; stateless and
 * thread-safe.
 */
public final class ReportJson {
  private static final String WHAT = "report";

  private ReportJson() {}

  /**
   * The JSON text of a verdict.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it would have more than 16 Mi
   *     characters
   */
  public static String write(CompatibilityReport report) {
    return JsonText.write(
        WHAT,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("compatible", report.isCompatible());
          json.writeStringField("mode", report.mode().name());
          json.writeArrayFieldStart("violations");
          for (Violation violation : report.violations()) {
            write(json, violation);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("warnings");
          for (Warning warning : report.warnings()) {
            write(json, warning);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Violation violation) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", violation.rule().name());
    json.writeStringField("direction", violation.direction().name());
    json.writeStringField("location", violation.location());
    json.writeStringField("old", violation.oldPart());
    json.writeStringField("new", violation.newPart());
    json.writeNumberField("against", violation.against());
    json.writeStringField("reason", violation.rule().reason());
    json.writeStringField("remedy", violation.rule().remedy(violation.direction()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Warning warning) throws IOException {
    json.writeStartObject();
    json.writeStringField("hint", warning.hint().name());
    json.writeStringField("location", warning.location());
    json.writeStringField("old", warning.oldPart());
    json.writeStringField("new", warning.newPart());
    json.writeNumberField("against", warning.against());
    json.writeStringField("reason", warning.hint().reason());
    json.writeStringField("remedy", warning.hint().remedy());
    json.writeEndObject();
  }

  /**
   * The verdict of a JSON text.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not one of a verdict; the
   *     message says where
   */
  public static CompatibilityReport read(String text) {
    JsonObject root = JsonText.read(WHAT, text).object();
    root.take("compatible").truth();
    CompatibilityMode mode = root.take("mode").constant(CompatibilityMode.class);
    List<Violation> violations = new ArrayList<>();
    for (JsonPart part : root.take("violations").items()) {
      violations.add(violation(part.object()));
    }
    List<Warning> warnings = new ArrayList<>();
    for (JsonPart part : root.take("warnings").items()) {
      warnings.add(warning(part.object()));
    }
    root.requireEmpty();
    return new CompatibilityReport(mode, violations, warnings);
  }

  private static Violation violation(JsonObject object) {
    Violation violation =
        new Violation(
            object.take("rule").constant(Rule.class),
            object.take("direction").constant(Direction.class),
            object.take("location").text(),
            object.take("old").text(),
            object.take("new").text(),
            object.take("against").integer());
    passOverProse(object);
    return violation;
  }

  private static Warning warning(JsonObject object) {
    Warning warning =
        new Warning(
            object.take("hint").constant(Warning.Hint.class),
            object.take("location").text(),
            object.take("old").text(),
            object.take("new").text(),
            object.take("against").integer());
    passOverProse(object);
    return warning;
  }

  private static void passOverProse(JsonObject object) {
    object.find("reason");
    object.find("remedy");
    object.requireEmpty();
  }
}
