package io.cairn.registry.core.json;

import io.cairn.registry.evolution.Change;
import io.cairn.registry.evolution.SchemaDiff;
import io.cairn.registry.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two schemas, as JSON: an array with one object for each change.
 *
 * <pre>
 * [{"change":"ADDED","path":"price","field":{"name":"price","type":"INT"}},
 *  {"change":"RENAMED","from":"cost","to":"price"},
 *  {"change":"TYPE_CHANGED","path":"id","from":"INT","to":"BIGINT"}]
 * </pre>
 *
 * <p>Types, fields and defaults are written as in {@link SchemaJson}; no default, no trait, is left
 * out. Strict and bounded as there; stateless and thread-safe.
 */
public final class DiffJson {
  private static final String WHAT = "difference";

  private DiffJson() {}

  /**
   * The JSON text of a difference.
   *
   * @throws io.cairn.registry.error.InvalidInputException if it would have more than 16 Mi
   *     characters
   */
  public static String write(SchemaDiff diff) {
    return JsonText.write(
        WHAT,
        json -> {
          json.writeStartArray();
          for (Change change : diff.changes()) {
            ChangeWriter.write(json, change);
          }
          json.writeEndArray();
        });
  }

  /**
   * The difference of a JSON text.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the text is not one of a difference;
   *     the message says where
   */
  public static SchemaDiff read(String text) {
    List<Change> changes = new ArrayList<>();
    for (JsonPart item : JsonText.read(WHAT, text).items()) {
      JsonObject object = item.object();
      changes.add(ChangeReader.read(object));
      object.requireEmpty();
    }
    return new SchemaDiff(changes);
  }

  static FieldPath path(JsonObject object, String key) {
    JsonPart part = object.take(key);
    String path = part.text();
    return part.build(() -> FieldPath.parse(path));
  }
}
