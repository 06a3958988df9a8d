package io.cairn.examples.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.registry.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a JSON document that knows where it stands. What is not there is empty; what is there
 * and something else than asked for is an {@link InvalidInputException} that names the place.
 *
 * @param node the part
 * @param path the way to it from the document's root; empty for the root
 */
record JsonPlace(JsonNode node, String path) {

  static JsonPlace root(JsonNode document) {
    return new JsonPlace(document, "");
  }

  boolean isThere() {
    return !node.isMissingNode() && !node.isNull();
  }

  JsonPlace at(String field) {
    if (isThere() && !node.isObject()) {
      throw wrong("an object");
    }
    return new JsonPlace(node.path(field), path.isEmpty() ? field : path + "." + field);
  }

  List<JsonPlace> elements() {
    if (isThere() && !node.isArray()) {
      throw wrong("an array");
    }
    List<JsonPlace> elements = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      elements.add(new JsonPlace(node.get(i), path + "[" + i + "]"));
    }
    return elements;
  }

  /** The text; empty if it is not there. */
  String text() {
    if (isThere() && !node.isTextual()) {
      throw wrong("a text");
    }
    return isThere() ? node.textValue() : "";
  }

  /** Whether it is true; false if it is not there. */
  boolean isTrue() {
    if (isThere() && !node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  /** The whole number, which may be written as a text; 0 if it is not there. */
  long integer() {
    if (!isThere()) {
      return 0;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException notOne) {
      throw wrong("a whole number");
    }
  }

  /** The number, which may be written as a text, such as {@code NaN}; 0 if it is not there. */
  double number() {
    if (!isThere()) {
      return 0;
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    try {
      return Double.parseDouble(text());
    } catch (NumberFormatException notOne) {
      throw wrong("a number");
    }
  }

  InvalidInputException wrong(String expected) {
    return new InvalidInputException(
        (path.isEmpty() ? "the whole" : path)
            + " should be "
            + expected
            + ", and is "
            + InvalidInputException.abbreviate(node.toString()));
  }
}
