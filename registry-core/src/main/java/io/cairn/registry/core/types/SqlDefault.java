package io.cairn.registry.core.types;

import io.cairn.registry.core.json.LiteralJson;
import io.cairn.registry.schema.DefaultValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Defaults as SQL expressions, in the syntax that ANSI SQL, PostgreSQL and SQLite share.
 *
 * <p>Text is quoted by doubling each apostrophe, so it holds anything but cannot end early: {@code
 * 'it''s'}. (A backslash stands for itself there; a dialect in which it escapes, as MySQL's does by
 * default, needs other rendering.) Numbers are plain, null is {@code NULL}, truth is {@code TRUE}
 * or {@code FALSE}; a list or map is its JSON text, quoted. A call is {@code NAME(args)}. Stateless
 * and thread-safe.
 */
public final class SqlDefault {
  private SqlDefault() {}

  /** The expression that stands behind {@code DEFAULT}; the empty string if there is no default. */
  public static String render(DefaultValue value) {
    if (value instanceof DefaultValue.Literal literal) {
      return literal(literal.value());
    } else if (value instanceof DefaultValue.Call call) {
      return call.arguments().stream()
          .map(SqlDefault::literal)
          .collect(Collectors.joining(", ", call.function() + "(", ")"));
    } else {
      return "";
    }
  }

  private static String literal(@Nullable Object value) {
    if (value == null) {
      return "NULL";
    } else if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    } else if (value instanceof BigDecimal number) {
      return LiteralJson.number(number);
    } else if (value instanceof String text) {
      return quoted(text);
    } else if (value instanceof List<?> || value instanceof Map<?, ?>) {
      return quoted(LiteralJson.write(value));
    } else {
      throw new AssertionError("not a literal: " + value.getClass());
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
