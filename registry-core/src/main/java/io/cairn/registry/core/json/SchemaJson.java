package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.Schema;
import io.cairn.registry.schema.SchemaKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Schemas as JSON. Writing gives the same text for equal schemas, and reading it gives an equal
 * schema.
 *
 * <pre>
 * {"kind":"RECORD",
 *  "fields":[
 *    {"name":"id","type":"BIGINT","keys":["PRIMARY"]},
 *    {"name":"price","type":{"type":"DECIMAL","precision":10,"scale":2},"nullable":true,
 *     "default":{"literal":0},"aliases":["cost"],"source":"COLUMN","doc":"net"},
 *    {"name":"at","type":"DATETIME","default":{"call":"NOW","arguments":[]}}],
 *  "traits":{"unit":"ms"}}
 * </pre>
 *
 * <p>The other types are {@code {"type":"EMBEDDING","dimension":3}}, {@code
 * {"type":"ENUM","symbols":["A"],"default":"A"}}, {@code
 * {"type":"ARRAY","element":"INT","nullableElements":true}}, {@code
 * {"type":"MAP","key":"INT","value":"TEXT","nullableValues":true}} (a key of TEXT is left out),
 * {@code {"type":"STRUCT","name":"N","fields":[]}}, {@code {"type":"UNION","branches":[]}} and
 * {@code {"type":"REFERENCE","subject":"shop.customer@tenant","version":3}}. What has its default
 * value is left out, except the kind. Numbers are exact.
 *
 * <p>Reading is strict: an unknown or doubled key, a value of the wrong type, malformed text, or
 * anything behind the end is refused with its place. Text of up to 16 Mi characters is read and
 * written. Stateless and thread-safe.
 */
public final class SchemaJson {
  /** The longest text read or written, in UTF-16 characters. */
  public static final int MAX_LENGTH = JsonText.MAX_LENGTH;

  private static final String WHAT = "schema";
  private static final String FIELD = "field";

  private SchemaJson() {}

  /**
   * The JSON text of a schema.
   *
   * @throws InvalidInputException if it would have more than 16 Mi characters
   */
  public static String write(Schema schema) {
    return JsonText.write(WHAT, json -> write(json, schema));
  }

  /**
   * The same text in UTF-8.
   *
   * @throws InvalidInputException as {@link #write} does
   */
  public static byte[] writeUtf8(Schema schema) {
    return write(schema).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The schema of a JSON text.
   *
   * @throws InvalidInputException if the text is not one of a schema; the message says where
   */
  public static Schema read(String text) {
    return read(JsonText.read(WHAT, text));
  }

  /**
   * The schema of a JSON text in UTF-8.
   *
   * @throws InvalidInputException if the bytes are not UTF-8, or as {@link #read(String)} does
   */
  public static Schema readUtf8(byte[] text) {
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
    } catch (CharacterCodingException malformed) {
      throw new InvalidInputException(
          "Cannot read the schema: its bytes are not UTF-8; encode the text so.", malformed);
    }
  }

  /**
   * The JSON text of a field, as it stands in that of its schema.
   *
   * @throws InvalidInputException as {@link #write} does
   */
  public static String writeField(Field field) {
    return JsonText.write(FIELD, json -> FieldJson.write(json, field));
  }

  /**
   * The field of a JSON text.
   *
   * @throws InvalidInputException if the text is not one of a field; the message says where
   */
  public static Field readField(String text) {
    return FieldJson.read(JsonText.read(FIELD, text), 1);
  }

  static void write(JsonGenerator json, Schema schema) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", schema.kind().name());
    json.writeArrayFieldStart("fields");
    for (Field field : schema.fields()) {
      FieldJson.write(json, field);
    }
    json.writeEndArray();
    if (!schema.traits().isEmpty()) {
      json.writeObjectFieldStart("traits");
      for (Map.Entry<String, String> trait : schema.traits().entrySet()) {
        json.writeStringField(trait.getKey(), trait.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static Schema read(JsonPart part) {
    JsonObject object = part.object();
    SchemaKind kind =
        object.find("kind").map(one -> one.constant(SchemaKind.class)).orElse(SchemaKind.RECORD);
    List<Field> fields = FieldJson.readAll(object.take("fields"), 1);
    SortedMap<String, String> traits = new TreeMap<>();
    object
        .find("traits")
        .ifPresent(all -> all.object().takeAll().forEach(one -> traits.put(one.key(), one.text())));
    object.requireEmpty();
    return part.build(() -> new Schema(kind, fields, traits));
  }
}
