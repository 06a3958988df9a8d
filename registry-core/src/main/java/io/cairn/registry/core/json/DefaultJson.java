package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cairn.registry.schema.DefaultValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Defaults: {@code {"literal":0}} or {@code {"call":"NOW","arguments":[]}}; none is left out. */
final class DefaultJson {
  private DefaultJson() {}

  static void write(JsonGenerator json, String key, DefaultValue value) throws IOException {
    if (value instanceof DefaultValue.Literal literal) {
      json.writeObjectFieldStart(key);
      json.writeFieldName("literal");
      LiteralJson.write(json, literal.value());
      json.writeEndObject();
    } else if (value instanceof DefaultValue.Call call) {
      json.writeObjectFieldStart(key);
      json.writeStringField("call", call.function());
      json.writeFieldName("arguments");
      LiteralJson.write(json, call.arguments());
      json.writeEndObject();
    }
  }

  static DefaultValue read(Optional<JsonPart> part) {
    if (part.isEmpty()) {
      return DefaultValue.NONE;
    }
    JsonObject object = part.get().object();
    Optional<JsonPart> literal = object.find("literal");
    if (literal.isPresent()) {
      object.requireEmpty();
      return literal.get().build(() -> DefaultValue.literal(literal.get().value()));
    }
    String function = object.take("call").text();
    List<Object> arguments = new ArrayList<>();
    for (JsonPart argument : object.take("arguments").items()) {
      Object value = argument.value();
      if (value == null) {
        throw argument.invalid("a function's argument cannot be null; leave it out.");
      }
      arguments.add(value);
    }
    object.requireEmpty();
    return part.get().build(() -> new DefaultValue.Call(function, arguments));
  }
}
