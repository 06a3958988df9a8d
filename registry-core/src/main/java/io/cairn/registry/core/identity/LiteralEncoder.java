package io.cairn.registry.core.identity;

import io.cairn.registry.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes defaults. A number is its scale and the two's complement of its unscaled value, most
 * significant byte first; a map is sorted by key.
 */
final class LiteralEncoder {
  private final ByteSink sink;

  LiteralEncoder(ByteSink sink) {
    this.sink = sink;
  }

  void defaultValue(DefaultValue value) {
    if (value instanceof DefaultValue.Literal literal) {
      sink.u8(WireCodes.DEFAULT_LITERAL);
      literal(literal.value());
    } else if (value instanceof DefaultValue.Call call) {
      sink.u8(WireCodes.DEFAULT_CALL);
      sink.text(call.function());
      list(call.arguments());
    } else {
      throw new AssertionError("a default that is none has a flag and no bytes");
    }
  }

  private void literal(@Nullable Object value) {
    if (value == null) {
      sink.u8(WireCodes.LITERAL_NULL);
    } else if (value instanceof Boolean truth) {
      sink.u8(truth ? WireCodes.LITERAL_TRUE : WireCodes.LITERAL_FALSE);
    } else if (value instanceof String text) {
      sink.u8(WireCodes.LITERAL_TEXT);
      sink.text(text);
    } else if (value instanceof BigDecimal number) {
      sink.u8(WireCodes.LITERAL_NUMBER);
      sink.u32(number.scale());
      sink.block(number.unscaledValue().toByteArray());
    } else if (value instanceof List<?> items) {
      sink.u8(WireCodes.LITERAL_LIST);
      list(items);
    } else if (value instanceof Map<?, ?> entries) {
      sink.u8(WireCodes.LITERAL_MAP);
      map(entries);
    } else {
      throw new AssertionError("not a literal: " + value.getClass());
    }
  }

  private void list(List<?> items) {
    sink.u32(items.size());
    for (Object item : items) {
      literal(item);
    }
  }

  private void map(Map<?, ?> entries) {
    List<String> keys = new ArrayList<>(entries.size());
    entries.keySet().forEach(key -> keys.add((String) key));
    sink.u32(keys.size());
    for (String key : CanonicalOrder.sorted(keys, CanonicalOrder.TEXT)) {
      sink.text(key);
      literal(entries.get(key));
    }
  }
}
