package io.cairn.registry.core.statements;

import io.cairn.registry.Subject;
import io.cairn.registry.core.statements.Token.Kind;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.MalformedStatementException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the tokens of a statement one after the other, and says what belongs where they end. */
final class TokenReader {
  private final String text;
  private final List<Token> tokens;
  private int at;

  TokenReader(String text) {
    this.text = text;
    tokens = Lexer.tokens(text);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after the next one, or the end. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Takes the next token; the end is never taken. */
  Token next() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  boolean accept(String word) {
    return take(peek().isWord(word));
  }

  boolean accept(char symbol) {
    return take(peek().isSymbol(symbol));
  }

  private boolean take(boolean fits) {
    if (fits) {
      at++;
    }
    return fits;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw malformed(word);
    }
  }

  void expect(char symbol) {
    if (!accept(symbol)) {
      throw malformed("'" + symbol + "'");
    }
  }

  String name() {
    if (!peek().isName()) {
      throw malformed("a name");
    }
    return next().value();
  }

  String text() {
    if (peek().kind() != Kind.TEXT) {
      throw malformed("a text in apostrophes");
    }
    return next().value();
  }

  String number() {
    if (peek().kind() != Kind.NUMBER) {
      throw malformed("a number");
    }
    return next().value();
  }

  /** The text as it was written, from a token up to the last one that was taken. */
  String written(Token from) {
    return text.substring(from.start(), Math.max(from.end(), tokens.get(at - 1).end()));
  }

  /** Names with dots between them, and perhaps an owner. */
  Subject subject() {
    Token first = peek();
    StringBuilder namespace = new StringBuilder();
    String name = name();
    while (accept('.')) {
      namespace.append(namespace.isEmpty() ? "" : ".").append(name);
      name = name();
    }
    @Nullable String owner = accept('@') ? name() : null;
    try {
      Subject subject = Subject.of(namespace.toString(), name);
      return owner == null ? subject : subject.ownedBy(owner);
    } catch (InvalidInputException refused) {
      throw new MalformedStatementException(
          first.start() + 1, written(first), "the name of a subject", refused);
    }
  }

  MalformedStatementException malformed(String expected) {
    return malformed(peek(), expected);
  }

  MalformedStatementException malformed(Token token, String expected) {
    return new MalformedStatementException(
        token.start() + 1,
        token.kind() == Kind.END ? "the end" : text.substring(token.start(), token.end()),
        expected,
        null);
  }
}
