package io.cairn.registry.core.statements;

import io.cairn.registry.core.statements.Token.Kind;
import io.cairn.registry.core.types.TypeDialect;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.MalformedStatementException;
import io.cairn.registry.schema.DataType;
import io.cairn.registry.schema.DefaultValue;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldKey;
import io.cairn.registry.schema.Nullability;
import io.cairn.registry.schema.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what stands for a column: its name, its type, and what else is said of it. */
final class ColumnParser {
  private static final Set<String> OPTIONS =
      Set.of("NOT", "NULL", "DEFAULT", "PRIMARY", "PARTITION", "COMMENT");
  private static final int MAX_DIGITS = 1_000;
  private static final String MORE = "an option of the column, ',' or the end of the column";

  private final TokenReader tokens;

  ColumnParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  Field column() {
    Token first = tokens.peek();
    String name = tokens.name();
    DataType type = type();
    Set<String> said = new TreeSet<>();
    Field.Builder column = Field.builder(name, type);
    while (isOption(tokens.peek())) {
      Token option = tokens.next();
      String what = option.value().toUpperCase(Locale.ROOT);
      if (!said.add(what)) {
        throw tokens.malformed(option, MORE);
      }
      option(what, column);
    }
    boolean required = said.contains("NOT") || said.contains("PRIMARY");
    if (required && said.contains("NULL")) {
      throw tokens.malformed(first, "a column that is not both NULL and NOT NULL");
    }
    column.nullability(required ? Nullability.REQUIRED : Nullability.NULLABLE);
    return built(first, column);
  }

  /** What the column is refused for is the statement's fault. */
  private Field built(Token first, Field.Builder column) {
    try {
      return column.build();
    } catch (InvalidInputException refused) {
      throw new MalformedStatementException(
          first.start() + 1,
          tokens.written(first),
          "a column that can be (" + refused.getMessage() + ")",
          refused);
    }
  }

  private static boolean isOption(Token token) {
    return token.kind() == Kind.WORD && OPTIONS.contains(token.value().toUpperCase(Locale.ROOT));
  }

  /** Reads what follows an option's first word. */
  private void option(String word, Field.Builder column) {
    switch (word) {
      case "NOT" -> tokens.expect("NULL");
      case "NULL" -> {}
      case "DEFAULT" -> column.defaultValue(defaultValue());
      case "COMMENT" -> column.doc(tokens.text());
      default -> {
        tokens.expect("KEY");
        column.key(word.equals("PRIMARY") ? FieldKey.PRIMARY : FieldKey.PARTITION);
      }
    }
  }

  private DataType type() {
    Token first = tokens.peek();
    int open = 0;
    while (open > 0 || !endsType(tokens.peek())) {
      Token token = tokens.next();
      if (token.kind() == Kind.END) {
        throw tokens.malformed("')'");
      }
      open += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
    }
    if (tokens.peek().equals(first)) {
      throw tokens.malformed("a type");
    }
    return type(first, tokens.written(first));
  }

  private static boolean endsType(Token token) {
    return token.kind() == Kind.END
        || token.isSymbol(',')
        || token.isSymbol(')')
        || token.isSymbol(';')
        || isOption(token);
  }

  /** Of standard SQL, or else by our own name. */
  private static DataType type(Token first, String name) {
    try {
      return TypeDialect.ANSI.parse(name);
    } catch (InvalidInputException unknown) {
      DataType own = findScalar(name);
      if (own == null) {
        throw new MalformedStatementException(
            first.start() + 1, name, "a type of standard SQL", unknown);
      }
      return own;
    }
  }

  private static @Nullable DataType findScalar(String name) {
    for (ScalarType scalar : ScalarType.values()) {
      if (scalar.name().equals(name.toUpperCase(Locale.ROOT))) {
        return scalar;
      }
    }
    return null;
  }

  /** A literal, or a call of a function with literals. */
  DefaultValue defaultValue() {
    Token first = tokens.peek();
    try {
      if (first.kind() == Kind.WORD && tokens.peekSecond().isSymbol('(')) {
        return call();
      }
      return DefaultValue.literal(tokens.accept("NULL") ? null : literal());
    } catch (InvalidInputException refused) {
      throw new MalformedStatementException(
          first.start() + 1, tokens.written(first), "a default", refused);
    }
  }

  private DefaultValue call() {
    String function = tokens.next().value();
    tokens.expect('(');
    List<Object> arguments = new ArrayList<>();
    if (!tokens.accept(')')) {
      do {
        arguments.add(literal());
      } while (tokens.accept(','));
      tokens.expect(')');
    }
    return DefaultValue.call(function, arguments.toArray());
  }

  private Object literal() {
    if (tokens.peek().kind() == Kind.TEXT) {
      return tokens.text();
    } else if (tokens.accept("TRUE")) {
      return true;
    } else if (tokens.accept("FALSE")) {
      return false;
    } else if (tokens.accept('-')) {
      return number().negate();
    } else if (tokens.accept('+') || tokens.peek().kind() == Kind.NUMBER) {
      return number();
    }
    throw tokens.malformed("a literal");
  }

  /** Longer ones are refused as defaults anyway, and are slow to read. */
  private BigDecimal number() {
    Token token = tokens.peek();
    String digits = tokens.number();
    if (digits.length() > MAX_DIGITS) {
      throw tokens.malformed(token, "a number of at most " + MAX_DIGITS + " characters");
    }
    return new BigDecimal(digits);
  }
}
