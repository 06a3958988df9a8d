package io.cairn.examples.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.EmbeddedRegistry;
import io.cairn.registry.telemetry.LogTemplate;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TemplateQuery;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("T6")
class LogLinesTest {
  private final SchemaRegistry registry = EmbeddedRegistry.inMemory();
  private final Intake intake = new Intake(registry.telemetry());

  @AfterEach
  void close() {
    registry.close();
  }

  private List<LogTemplate> templates(String lines) throws IOException {
    new LogLines(intake, "app.log").observe(new StringReader(lines));
    registry.flush();
    return registry.telemetry().templates(TemplateQuery.ALL, PageRequest.FIRST).items();
  }

  @Test
  void linesThatDifferInValuesHaveOneTemplate() throws Exception {
    List<LogTemplate> found =
        templates("Opened port 80\r\nOpened port 443\n\nOpened port 8080\nClosed all\n");

    assertThat(found)
        .extracting(one -> one.template() + " " + one.seen().count())
        .containsExactly("Opened port <NUM> 3", "Closed all 1");
    assertThat(found.get(0).signal()).isEqualTo(Signal.logs("app.log", Severity.UNSPECIFIED));
  }

  @Test
  void aStackTraceBelongsToItsLine() throws Exception {
    assertThat(templates("ERROR it failed\n\tat a.B(C.java:1)\n    at a.D(E.java:2)")).hasSize(1);
    assertThat(intake.count()).isEqualTo(1);
  }

  @Test
  void aLineWithoutATimeBelongsToTheOneBeforeThatHasOne() throws Exception {
    assertThat(templates("2026-03-02 08:00:00 ERROR it failed\njava.io.IOException: no\n"))
        .extracting(LogTemplate::template)
        .containsExactly("ERROR it failed");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02 08:00:00 INFO up, 2026-03-02T08:00:00Z, INFO, INFO up",
    "'2026-03-02T08:00:00.250Z WARN up', 2026-03-02T08:00:00.250Z, WARN, WARN up",
    "'[2026-03-02 08:00:00,007] [main] SEVERE up', 2026-03-02T08:00:00.007Z, ERROR, '[main] SEVERE"
        + " up'",
    "2026-03-02T08:00:00+02:00 FATAL up, 2026-03-02T06:00:00Z, FATAL, FATAL up",
  })
  void aLineSaysWhenAndHowBad(String line, Instant time, Severity severity, String template)
      throws Exception {
    LogTemplate found = templates(line).get(0);

    assertThat(found.template()).isEqualTo(template);
    assertThat(found.signal().variant()).isEqualTo(severity.name());
    assertThat(found.seen().first()).isEqualTo(time);
  }

  @Test
  void whatLooksLikeATimeAndIsNoneIsText() throws Exception {
    assertThat(templates("2026-13-99 99:00:00 up")).hasSize(1);
    assertThat(intake.findEarliest()).isEmpty();
  }

  @Test
  void anEndlessLineIsCut() throws Exception {
    assertThat(templates("x".repeat(10_000_000)).get(0).template()).hasSizeLessThan(70_000);
  }
}
