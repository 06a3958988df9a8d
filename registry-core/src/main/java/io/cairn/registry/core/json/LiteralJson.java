package io.cairn.registry.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of literals as JSON. Numbers are exact: in full, or, when that would take more than 40
 * zeros, with an exponent. Stateless and thread-safe.
 */
public final class LiteralJson {
  private static final int MAX_ZEROS = 40;

  private LiteralJson() {}

  /**
   * The JSON text of a value.
   *
   * @param value what a {@link io.cairn.registry.schema.DefaultValue.Literal} holds
   */
  public static String write(@Nullable Object value) {
    return JsonText.write("literal", json -> write(json, value));
  }

  /** The text of a number. */
  public static String number(BigDecimal number) {
    boolean plain =
        number.scale() >= -MAX_ZEROS && number.scale() - number.precision() <= MAX_ZEROS;
    return plain ? number.toPlainString() : number.toString();
  }

  static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number(number));
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> entries) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        json.writeFieldName((String) entry.getKey());
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else {
      throw new AssertionError("not a literal: " + value.getClass());
    }
  }
}
