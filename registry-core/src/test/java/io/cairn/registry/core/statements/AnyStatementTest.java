package io.cairn.registry.core.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.error.MalformedStatementException;
import io.cairn.registry.error.RegistryException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/** Whatever the text is, it is executed or refused by a typed error that names a place in it. */
final class AnyStatementTest {
  private static final List<String> TOKENS =
      List.of(
          "SHOW",
          "SCHEMAS",
          "SCHEMA",
          "VERSIONS",
          "COMPATIBILITY",
          "FOR",
          "DESCRIBE",
          "VERSION",
          "CREATE",
          "ALTER",
          "ADD",
          "DROP",
          "IF",
          "EXISTS",
          "RENAME",
          "TO",
          "COLUMN",
          "SET",
          "DEFAULT",
          "NOT",
          "NULL",
          "PRIMARY",
          "PARTITION",
          "KEY",
          "COMMENT",
          "INT",
          "DECIMAL(9,",
          "TEXT",
          "ARRAY",
          "TRUE",
          "a",
          "b",
          "a.b",
          "\"a b\"",
          "\"",
          "'",
          "'x'",
          "\\",
          "\\.",
          "1",
          "-1",
          "1.5",
          "99999999999999999999",
          "(",
          ")",
          ",",
          ";",
          ".",
          "@",
          "[",
          "]",
          "now()",
          "\u0000",
          "\uD800",
          "größe",
          "😀",
          "--",
          "/*");

  private static final List<String> STATEMENTS =
      List.of(
          "SHOW SCHEMAS",
          "DESCRIBE shop.orders VERSION 1",
          "SHOW SCHEMA VERSIONS FOR shop.orders",
          "CREATE SCHEMA shop.orders ( a INT NOT NULL DEFAULT 1 , b TEXT , PRIMARY KEY ( a ) )",
          "ALTER SCHEMA shop.orders ADD c INT , DROP IF EXISTS b , ALTER COLUMN a SET DEFAULT 2",
          "ALTER SCHEMA shop.orders RENAME a TO b");

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(TOKENS).list().ofMaxSize(25).map(tokens -> String.join(" ", tokens));
  }

  /** A statement with a token more, less, or another one, somewhere. */
  @Provide
  Arbitrary<String> mistakes() {
    return Arbitraries.of(STATEMENTS)
        .flatMap(
            statement ->
                Arbitraries.integers()
                    .between(0, statement.length())
                    .flatMap(
                        from ->
                            Arbitraries.integers()
                                .between(from, Math.min(from + 6, statement.length()))
                                .flatMap(
                                    to ->
                                        Arbitraries.of(TOKENS)
                                            .map(
                                                token ->
                                                    statement.substring(0, from)
                                                        + token
                                                        + statement.substring(to)))));
  }

  @Property
  @Tag("V3")
  void tokensInAnyOrder(@ForAll("soup") String text) {
    execute(text);
  }

  @Property
  @Tag("V3")
  void statementsWithAMistake(@ForAll("mistakes") String text) {
    execute(text);
  }

  @Property
  @Tag("V3")
  void anyCharacters(@ForAll String text) {
    execute(text);
  }

  private static void execute(String text) {
    try (SchemaRegistry registry = EmbeddedRegistry.builder(new MemoryStore()).build()) {
      Statements statements = Statements.over(registry);
      StatementResult unused = statements.execute(STATEMENTS.get(3));
      Throwable thrown = catchThrowable(() -> statements.execute(text));
      Statistics.collect(thrown == null ? "executed" : thrown.getClass().getSimpleName());
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(RegistryException.class);
      }
      if (thrown instanceof MalformedStatementException malformed) {
        assertThat(malformed.position()).isBetween(1, text.length() + 1);
        assertThat(malformed).hasMessageContaining("at character " + malformed.position());
      }
    }
  }
}
