package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader takes where a field is absent. Immutable, thread-safe, compared by value. */
public sealed interface DefaultValue {
  /** No default; not the same as the literal null. */
  DefaultValue NONE = None.NONE;

  /**
   * A value, with the meaning it has in JSON.
   *
   * @param value null, a {@code Boolean}, {@code String} or {@code Number}, or a {@code List} or
   *     {@code Map} of such
   * @throws InvalidInputException if it is none of these, not finite, nested deeper than {@value
   *     Schema#MAX_DEPTH}, or too large
   */
  static DefaultValue literal(@Nullable Object value) {
    return new Literal(value);
  }

  /**
   * A function to call for each record, such as {@code NOW()}.
   *
   * @throws InvalidInputException if the name is not an identifier or an argument is not a literal
   */
  static DefaultValue call(String function, Object... arguments) {
    return new Call(function, Arrays.asList(arguments));
  }

  /** There is no default. */
  enum None implements DefaultValue {
    NONE;

    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * A fixed value. Numbers are kept as {@code BigDecimal} without trailing zeros, so that 1 and 1.0
   * are one value.
   *
   * @param value null, Boolean, String, BigDecimal, or an unmodifiable List or Map (sorted by key)
   *     of such
   */
  record Literal(@Nullable Object value) implements DefaultValue {
    public Literal {
      value = LiteralValues.normalize(value);
    }

    @Override
    public String toString() {
      return LiteralValues.show(value);
    }
  }

  /**
   * A function call.
   *
   * @param function its name: letters, digits, underscores and dots, not starting with a digit; at
   *     most 128 characters
   * @param arguments literals, in order
   */
  record Call(String function, List<Object> arguments) implements DefaultValue {
    public Call {
      if (!function.matches("[A-Za-z_][A-Za-z0-9_.]{0,127}")) {
        throw new InvalidInputException(
            "\""
                + InvalidInputException.abbreviate(function)
                + "\" is not the name of a function;"
                + " use letters, digits, underscores and dots.");
      }
      arguments = List.copyOf(LiteralValues.normalizeAll(arguments));
    }

    @Override
    public String toString() {
      return arguments.stream()
          .map(LiteralValues::show)
          .collect(Collectors.joining(", ", function + "(", ")"));
    }
  }
}
