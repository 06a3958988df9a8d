package io.cairn.registry.core.json;

import io.cairn.registry.Layout;
import io.cairn.registry.schema.FieldPath;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Layouts as JSON: {@code [{"path":"items[].price","ordinal":1}]}, in the order of the ordinals.
 * Strict and bounded as {@link SchemaJson}; stateless and thread-safe.
 */
public final class LayoutJson {
  private static final String WHAT = "layout";

  private LayoutJson() {}

  /**
   * The JSON text of a layout.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it would have more than 16 Mi
   *     characters
   */
  public static String write(Layout layout) {
    return JsonText.write(
        WHAT,
        json -> {
          json.writeStartArray();
          for (Map.Entry<FieldPath, Integer> entry : layout.ordinals().entrySet()) {
            json.writeStartObject();
            json.writeStringField("path", entry.getKey().toString());
            json.writeNumberField("ordinal", entry.getValue());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /**
   * The layout of a JSON text.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not one of a layout; the
   *     message says where
   */
  public static Layout read(String text) {
    JsonPart root = JsonText.read(WHAT, text);
    Map<FieldPath, Integer> ordinals = new LinkedHashMap<>();
    for (JsonPart item : root.items()) {
      JsonObject object = item.object();
      FieldPath path = DiffJson.path(object, "path");
      int ordinal = object.take("ordinal").integer();
      object.requireEmpty();
      if (ordinals.put(path, ordinal) != null) {
        throw item.invalid("the path " + path + " stands twice; remove one.");
      }
    }
    return root.build(() -> new Layout(ordinals));
  }
}
