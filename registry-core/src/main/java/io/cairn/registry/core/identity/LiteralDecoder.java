package io.cairn.registry.core.identity;

import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link LiteralEncoder} writes. */
final class LiteralDecoder {
  /** More than a number of the most digits a default may have takes. */
  private static final int MAX_NUMBER_BYTES = 512;

  private final ByteSource source;

  LiteralDecoder(ByteSource source) {
    this.source = source;
  }

  DefaultValue defaultValue() {
    int form = source.u8();
    return switch (form) {
      case WireCodes.DEFAULT_LITERAL -> DefaultValue.literal(literal(0));
      case WireCodes.DEFAULT_CALL -> {
        String function = source.text();
        List<Object> arguments = new ArrayList<>();
        for (Object argument : list(0)) {
          if (argument == null) {
            throw source.invalid("has a null argument of " + function);
          }
          arguments.add(argument);
        }
        yield new DefaultValue.Call(function, arguments);
      }
      default -> throw source.invalid("has a default of the unknown form " + form);
    };
  }

  private @Nullable Object literal(int depth) {
    if (depth > Schema.MAX_DEPTH) {
      throw source.invalid("has a default nested deeper than " + Schema.MAX_DEPTH);
    }
    int form = source.u8();
    return switch (form) {
      case WireCodes.LITERAL_NULL -> null;
      case WireCodes.LITERAL_FALSE -> false;
      case WireCodes.LITERAL_TRUE -> true;
      case WireCodes.LITERAL_TEXT -> source.text();
      case WireCodes.LITERAL_NUMBER -> number();
      case WireCodes.LITERAL_LIST -> list(depth);
      case WireCodes.LITERAL_MAP -> map(depth);
      default -> throw source.invalid("has a literal of the unknown form " + form);
    };
  }

  private BigDecimal number() {
    int scale = source.u32();
    byte[] unscaled = source.block();
    if (unscaled.length == 0 || unscaled.length > MAX_NUMBER_BYTES) {
      throw source.invalid("has a number of " + unscaled.length + " bytes");
    }
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  private List<@Nullable Object> list(int depth) {
    int count = source.count();
    List<@Nullable Object> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(literal(depth + 1));
    }
    return items;
  }

  private Map<String, @Nullable Object> map(int depth) {
    int count = source.count();
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(source.text(), literal(depth + 1));
    }
    return entries;
  }
}
