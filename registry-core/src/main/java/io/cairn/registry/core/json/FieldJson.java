package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.Nullability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fields; whatever has its default value is left out. */
final class FieldJson {
  private FieldJson() {}

  static void write(JsonGenerator json, Field field) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", field.name());
    json.writeFieldName("type");
    TypeJson.write(json, field.type());
    if (field.isNullable()) {
      json.writeBooleanField("nullable", true);
    }
    DefaultJson.write(json, "default", field.defaultValue());
    if (!field.aliases().isEmpty()) {
      writeTexts(json, "aliases", field.aliases());
    }
    if (!field.keys().isEmpty()) {
      writeKeys(json, "keys", field.keys());
    }
    FieldSource source = field.source();
    if (source != null) {
      json.writeStringField("source", source.name());
    }
    if (!field.doc().isEmpty()) {
      json.writeStringField("doc", field.doc());
    }
    json.writeEndObject();
  }

  static List<Field> readAll(JsonPart part, int depth) {
    List<Field> fields = new ArrayList<>();
    part.items().forEach(item -> fields.add(read(item, depth)));
    return fields;
  }

  static Field read(JsonPart part, int depth) {
    JsonObject object = part.object();
    String name = object.take("name").text();
    DataType type = TypeJson.read(object.take("type"), depth);
    Nullability nullability =
        object.find("nullable").map(JsonPart::truth).orElse(false)
            ? Nullability.NULLABLE
            : Nullability.REQUIRED;
    DefaultValue defaultValue = DefaultJson.read(object.find("default"));
    Set<String> aliases = object.find("aliases").map(FieldJson::readTexts).orElse(Set.of());
    Set<FieldKey> keys = object.find("keys").map(FieldJson::readKeys).orElse(Set.of());
    Optional<FieldSource> source =
        object.find("source").map(one -> one.constant(FieldSource.class));
    String doc = object.find("doc").map(JsonPart::text).orElse("");
    object.requireEmpty();
    return part.build(
        () ->
            new Field(
                source.orElse(null), name, type, nullability, keys, defaultValue, aliases, doc));
  }

  static void writeTexts(JsonGenerator json, String key, Collection<String> texts)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  static void writeKeys(JsonGenerator json, String key, Set<FieldKey> keys) throws IOException {
    json.writeArrayFieldStart(key);
    for (FieldKey role : FieldKey.values()) {
      if (keys.contains(role)) {
        json.writeString(role.name());
      }
    }
    json.writeEndArray();
  }

  static Set<String> readTexts(JsonPart part) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonPart item : part.items()) {
      if (!texts.add(item.text())) {
        throw item.invalid("it stands twice; remove one.");
      }
    }
    return texts;
  }

  static Set<FieldKey> readKeys(JsonPart part) {
    Set<FieldKey> keys = EnumSet.noneOf(FieldKey.class);
    for (JsonPart item : part.items()) {
      if (!keys.add(item.constant(FieldKey.class))) {
        throw item.invalid("it stands twice; remove one.");
      }
    }
    return keys;
  }
}
