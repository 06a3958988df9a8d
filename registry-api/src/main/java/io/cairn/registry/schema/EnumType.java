package io.cairn.registry.schema;

import io.cairn.registry.error.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of a fixed set of symbols. Their order is kept and is not part of the identity.
 *
 * @param symbols the distinct symbols, at least one and at most {@value #MAX_SYMBOLS}
 * @param defaultSymbol what a reader may take for a symbol it does not know; one of the symbols, or
 *     null for none
 */
public record EnumType(List<String> symbols, @Nullable String defaultSymbol) implements DataType {
  /** The most symbols one type may have. */
  public static final int MAX_SYMBOLS = 10_000;

  /**
   * @throws InvalidInputException if there is no symbol, one stands twice, one is too long, or the
   *     default is not one of them
   */
  public EnumType {
    symbols = List.copyOf(symbols);
    if (symbols.isEmpty() || symbols.size() > MAX_SYMBOLS) {
      throw new InvalidInputException(
          "An ENUM of "
              + symbols.size()
              + " symbols is not a type; it has 1 to "
              + MAX_SYMBOLS
              + ".");
    }
    Set<String> seen = new HashSet<>();
    for (String symbol : symbols) {
      InvalidInputException.requireUnicode("enum symbol", symbol, Field.MAX_NAME_LENGTH);
      if (!seen.add(symbol)) {
        throw new InvalidInputException(
            "The enum symbol \""
                + InvalidInputException.abbreviate(symbol)
                + "\" stands twice; remove one.");
      }
    }
    if (defaultSymbol != null && !seen.contains(defaultSymbol)) {
      throw new InvalidInputException(
          "The default symbol \""
              + InvalidInputException.abbreviate(defaultSymbol)
              + "\" is not one of "
              + symbols
              + ".");
    }
  }

  @Override
  public TypeTag tag() {
    return TypeTag.ENUM;
  }

  @Override
  public String toString() {
    return "ENUM" + symbols + (defaultSymbol == null ? "" : " DEFAULT " + defaultSymbol);
  }
}
