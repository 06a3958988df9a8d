package io.cairn.registry.core.json;

import io.cairn.registry.catalog.Annotations;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is said about something as JSON, without what is not said; equal annotations give equal
 * texts:
 *
 * <pre>
 * {"tags":["pii"],"properties":{"team":"billing"},"owner":"mia","description":"the e-mail"}
 * </pre>
 *
 * <p>Strict and bounded as {@link SchemaJson}; stateless and thread-safe.
 */
public final class AnnotationsJson {
  private static final String WHAT = "annotations";

  private AnnotationsJson() {}

  /** The JSON text of annotations. */
  public static String write(Annotations annotations) {
    return JsonText.write(
        WHAT,
        json -> {
          json.writeStartObject();
          if (!annotations.tags().isEmpty()) {
            json.writeArrayFieldStart("tags");
            for (String tag : annotations.tags()) {
              json.writeString(tag);
            }
            json.writeEndArray();
          }
          if (!annotations.properties().isEmpty()) {
            json.writeObjectFieldStart("properties");
            for (Map.Entry<String, String> property : annotations.properties().entrySet()) {
              json.writeStringField(property.getKey(), property.getValue());
            }
            json.writeEndObject();
          }
          if (!annotations.owner().isEmpty()) {
            json.writeStringField("owner", annotations.owner());
          }
          if (!annotations.description().isEmpty()) {
            json.writeStringField("description", annotations.description());
          }
          json.writeEndObject();
        });
  }

  /**
   * The annotations of a JSON text.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not one of annotations;
   *     the message says where
   */
  public static Annotations read(String text) {
    JsonPart root = JsonText.read(WHAT, text);
    JsonObject object = root.object();
    Set<String> tags = new LinkedHashSet<>();
    object.find("tags").ifPresent(part -> part.items().forEach(tag -> tags.add(tag.text())));
    Map<String, String> properties = new LinkedHashMap<>();
    object
        .find("properties")
        .ifPresent(
            part -> part.object().takeAll().forEach(one -> properties.put(one.key(), one.text())));
    String owner = object.find("owner").map(JsonPart::text).orElse("");
    String description = object.find("description").map(JsonPart::text).orElse("");
    object.requireEmpty();
    return root.build(() -> new Annotations(tags, properties, owner, description));
  }
}
