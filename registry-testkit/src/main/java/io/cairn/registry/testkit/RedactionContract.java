package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.telemetry.Redaction;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.AttributeProfile;
import io.cairn.registry.telemetry.LogTemplate;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TemplateQuery;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of values, and what must not be. */
public interface RedactionContract extends TelemetryUnderTest {

  private static Redaction each(UnaryOperator<String> rule) {
    return new Redaction() {
      @Override
      public String sample(Signal signal, AttributeKey key, String value) {
        return rule.apply(key.name() + "=" + value);
      }

      @Override
      public String example(Signal signal, String body) {
        return rule.apply(body);
      }
    };
  }

  private static void observeSecrets(SchemaRegistry registry) {
    for (int i = 0; i < 3; i++) {
      int number = i;
      observe(
          registry,
          o -> o.log(Severity.INFO, "card 411" + number).service("s").put("pan", "411" + number));
    }
    registry.flush();
  }

  private static AttributeProfile pan(SchemaRegistry registry) {
    return registry
        .telemetry()
        .details(Signal.logs("s", Severity.INFO))
        .findAttribute(AttributeKey.of(FieldSource.LOG_RECORD, "pan"))
        .orElseThrow();
  }

  private static LogTemplate template(SchemaRegistry registry) {
    List<LogTemplate> all =
        registry.telemetry().templates(TemplateQuery.ALL, PageRequest.FIRST).items();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** Whatever is kept of values, they are counted. */
  private static void assertCounted(SchemaRegistry registry) {
    assertThat(pan(registry).seen().count()).isEqualTo(3);
    assertThat(pan(registry).peak().estimate()).isEqualTo(3);
    assertThat(template(registry).seen().count()).isEqualTo(3);
    assertThat(template(registry).template()).isEqualTo("card <NUM>");
  }

  @Test
  @Tag("T14")
  default void whatTheRedactionSaysIsKeptAndNothingElse() {
    Redaction redaction = each(text -> text.replaceAll("[0-9]", "#"));
    try (SchemaRegistry registry = openObserving(quiet().redaction(redaction))) {
      observeSecrets(registry);
      assertThat(pan(registry).samples()).containsExactly("pan=####");
      assertThat(template(registry).example()).isEqualTo("card ####");
      assertCounted(registry);
    }
  }

  @Test
  @Tag("T14")
  default void withoutSamplesNothingIsKept() {
    for (Redaction redaction : List.of(Redaction.ALL, each(text -> ""))) {
      try (SchemaRegistry registry =
          TelemetryUnderTest.open(
              new MemoryStore(), quiet().redaction(redaction), new TestClock())) {
        observeSecrets(registry);
        assertThat(pan(registry).samples()).isEmpty();
        assertThat(template(registry).example()).isEmpty();
        assertCounted(registry);
      }
    }
  }

  private void assertNothingIsLetThrough(UnaryOperator<String> failing) {
    try (SchemaRegistry registry = openObserving(quiet().redaction(each(failing)))) {
      observeSecrets(registry);
      assertThat(pan(registry).samples()).isEmpty();
      assertThat(template(registry).example()).isEmpty();
      assertCounted(registry);
    }
  }

  @Test
  @Tag("T14")
  default void aRedactionThatFailsLetsNothingThroughAndLosesNoCounts() {
    assertNothingIsLetThrough(
        text -> {
          throw new IllegalStateException("thrown by the test");
        });
  }

  /** As a regular expression does that meets a text it is not made for. */
  @Test
  @Tag("T14")
  default void aRedactionThatOverflowsTheStackLetsNothingThroughAndLosesNoCounts() {
    assertNothingIsLetThrough(
        text -> {
          throw new StackOverflowError("thrown by the test");
        });
  }

  @Test
  @Tag("T14")
  @Tag("T13")
  default void whatTheRedactionSaysIsCutAndMadeWellFormedToo() {
    Redaction redaction = each(text -> "\0\uD800" + "x".repeat(1_000_000));
    try (SchemaRegistry registry = openObserving(quiet().maxSampleLength(5).redaction(redaction))) {
      observeSecrets(registry);
      assertThat(pan(registry).samples()).containsExactly("\uFFFD\uFFFDxxx");
      assertThat(template(registry).example()).startsWith("\uFFFD\uFFFDxxx").hasSizeLessThan(1_000);
      assertCounted(registry);
    }
  }
}
