package io.cairn.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.core.statements.StatementResult;
import io.cairn.registry.core.statements.Statements;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.error.MalformedStatementException;
import io.cairn.registry.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the guide says about statements is true. */
@Tag("V3")
class StatementsGuideTest {
  private static final GuidePage GUIDE = GuidePage.read(Path.of("..", "docs", "statements.md"));
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)\n```statement\n(.*?)\n```\n\n```(?:text|error)\n(.*?)\n```");

  private static SchemaRegistry open() {
    return EmbeddedRegistry.builder(new MemoryStore()).clock(new TestClock()).build();
  }

  private static String answer(SchemaRegistry registry, String statement) {
    try {
      StatementResult result = Statements.over(registry).execute(statement);
      StringBuilder text = new StringBuilder(String.join(" | ", result.columns()));
      result.rows().forEach(row -> text.append('\n').append(String.join(" | ", row)));
      return text.toString();
    } catch (MalformedStatementException mistake) {
      return mistake.getMessage();
    }
  }

  @Test
  void everyStatementAnswersAsShown() {
    List<MatchResult> examples = EXAMPLE.matcher(GUIDE.text()).results().toList();
    assertThat(examples).hasSameSizeAs(GUIDE.all("\n```(statement)\n")).hasSizeGreaterThan(5);
    try (SchemaRegistry registry = open()) {
      for (MatchResult example : examples) {
        assertThat(answer(registry, example.group(1)))
            .as(example.group(1))
            .isEqualTo(example.group(2));
      }
    }
  }

  private static void describe(SchemaRegistry registry, PrintStream log) {
    // DESCRIBE
    StatementResult result = Statements.over(registry).execute("DESCRIBE shop.orders");
    log.println(String.join(" | ", result.columns()));
    result.rows().forEach(row -> log.println(String.join(" | ", row)));
    // DESCRIBE
  }

  @Test
  void theLinesInTheGuideAreTheCompiledOnes() {
    GuidePage test =
        GuidePage.read(Path.of("src/test/java/io/cairn/examples/StatementsGuideTest.java"));
    assertThat(GUIDE.only("(?s)\n```java\n(.*?)\n```"))
        .isEqualTo(test.only("(?s) // DESCRIBE\n(.*?)\n *// DESCRIBE\n").stripIndent());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (SchemaRegistry registry = open()) {
      Statements.over(registry).execute("CREATE SCHEMA shop.orders (id BIGINT)");
      describe(registry, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("1 | id | BIGINT | YES");
  }
}
