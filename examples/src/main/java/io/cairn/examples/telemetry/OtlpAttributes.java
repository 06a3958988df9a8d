package io.cairn.examples.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.ValueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts attributes of OpenTelemetry's protocol into observations: {@code KeyValue}s, whose values
 * are {@code AnyValue}s. Arrays and lists of keys and values become JSON texts, the latter sorted
 * by their keys, whose order means nothing.
 */
final class OtlpAttributes {
  /** The attribute of a resource that tells the service. */
  static final String SERVICE_NAME = "service.name";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private OtlpAttributes() {}

  /** Puts each of the attributes where the last one went; their names get a prefix. */
  static void put(JsonPlace attributes, String prefix, Observation into) {
    for (JsonPlace attribute : attributes.elements()) {
      putValue(prefix + attribute.at("key").text(), attribute.at("value"), into);
    }
  }

  /** The same for those of a resource, but for the service's name. */
  static void putOfResource(JsonPlace attributes, Observation into) {
    for (JsonPlace attribute : attributes.elements()) {
      String name = attribute.at("key").text();
      if (!name.equals(SERVICE_NAME)) {
        putValue(name, attribute.at("value"), into);
      }
    }
  }

  /** The text of an attribute; empty if there is no such one. */
  static String text(JsonPlace attributes, String name) {
    for (JsonPlace attribute : attributes.elements()) {
      if (attribute.at("key").text().equals(name)) {
        return attribute.at("value").at("stringValue").text();
      }
    }
    return "";
  }

  private static void putValue(String name, JsonPlace any, Observation into) {
    switch (kind(any)) {
      case "stringValue" -> into.put(name, any.at("stringValue").text());
      case "boolValue" -> into.put(name, any.at("boolValue").isTrue());
      case "intValue" -> into.put(name, any.at("intValue").integer());
      case "doubleValue" -> into.put(name, any.at("doubleValue").number());
      case "bytesValue" -> into.put(name, ValueType.BYTES, any.at("bytesValue").text());
      case "arrayValue" -> into.put(name, arrayType(any), plain(any).toString());
      case "kvlistValue" -> into.put(name, ValueType.JSON, plain(any).toString());
      default -> {}
    }
  }

  /** Which of its forms a value has; empty if none that is known. */
  private static String kind(JsonPlace any) {
    for (String kind : KINDS) {
      if (any.at(kind).isThere()) {
        return kind;
      }
    }
    return "";
  }

  private static final List<String> KINDS =
      List.of(
          "stringValue",
          "boolValue",
          "intValue",
          "doubleValue",
          "bytesValue",
          "arrayValue",
          "kvlistValue");

  private static final Map<Set<ValueType>, ValueType> ARRAYS =
      Map.of(
          EnumSet.of(ValueType.TEXT), ValueType.TEXT_ARRAY,
          EnumSet.of(ValueType.BIGINT), ValueType.BIGINT_ARRAY,
          EnumSet.of(ValueType.DOUBLE), ValueType.DOUBLE_ARRAY,
          EnumSet.of(ValueType.BIGINT, ValueType.DOUBLE), ValueType.DOUBLE_ARRAY,
          EnumSet.of(ValueType.BOOLEAN), ValueType.BOOLEAN_ARRAY);

  /** An array of one type has a type; an empty one and all others are JSON. */
  private static ValueType arrayType(JsonPlace any) {
    Set<ValueType> types = EnumSet.noneOf(ValueType.class);
    for (JsonPlace element : any.at("arrayValue").at("values").elements()) {
      types.add(
          switch (kind(element)) {
            case "stringValue" -> ValueType.TEXT;
            case "boolValue" -> ValueType.BOOLEAN;
            case "intValue" -> ValueType.BIGINT;
            case "doubleValue" -> ValueType.DOUBLE;
            default -> ValueType.JSON;
          });
    }
    return ARRAYS.getOrDefault(types, ValueType.JSON);
  }

  /** The value as one would write it in JSON. */
  static JsonNode plain(JsonPlace any) {
    return switch (kind(any)) {
      case "stringValue" -> JSON.textNode(any.at("stringValue").text());
      case "boolValue" -> JSON.booleanNode(any.at("boolValue").isTrue());
      case "intValue" -> JSON.numberNode(any.at("intValue").integer());
      case "doubleValue" -> JSON.numberNode(any.at("doubleValue").number());
      case "bytesValue" -> JSON.textNode(any.at("bytesValue").text());
      case "arrayValue" -> {
        ArrayNode array = JSON.arrayNode();
        any.at("arrayValue").at("values").elements().forEach(element -> array.add(plain(element)));
        yield array;
      }
      case "kvlistValue" -> object(any.at("kvlistValue").at("values"));
      default -> JSON.nullNode();
    };
  }

  private static ObjectNode object(JsonPlace attributes) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    for (JsonPlace attribute : attributes.elements()) {
      sorted.put(attribute.at("key").text(), plain(attribute.at("value")));
    }
    return JSON.objectNode().setAll(sorted);
  }
}
