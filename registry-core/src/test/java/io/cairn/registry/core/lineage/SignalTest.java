package io.cairn.registry.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SpanKind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L1")
class SignalTest {
  private static final List<String> NAMES =
      List.of(
          "a",
          "http.server.duration",
          "GET /a/b",
          "/",
          "//",
          "a/SERVER",
          "SERVER",
          "/SERVER",
          "a/INFO/",
          "a/EVENT",
          "\uD83D\uDE00@\\",
          Signal.OTHER);

  @Test
  void everySignalIsFoundByItsSubject() {
    for (String name : NAMES) {
      check(Signal.metric(name));
      check(Signal.profile(name));
      check(Signal.records(name));
      check(Signal.event(name));
      for (SpanKind kind : SpanKind.values()) {
        check(Signal.span(name, kind));
      }
      for (Severity severity : Severity.values()) {
        check(Signal.logs(name, severity));
      }
    }
  }

  private static void check(Signal signal) {
    assertThat(Signal.of(signal.subject())).as(signal.toString()).contains(signal);
  }

  @Test
  void everySubjectOfTheNamespacesIsThatOfItsSignal() {
    for (SchemaKind kind : SchemaKind.values()) {
      String namespace = "telemetry." + kind.name().toLowerCase(Locale.ROOT);
      boolean isObserved =
          switch (kind) {
            case METRIC, SPAN, LOG, PROFILE, RECORD -> true;
            case SYSTEM, USER, SHARED, STREAM -> false;
          };
      for (String name : NAMES) {
        Subject subject = Subject.of(namespace, name);
        assertThat(Signal.of(subject).map(Signal::subject).filter(subject::equals).isPresent())
            .as(subject.toString())
            .isEqualTo(isObserved);
      }
    }
  }

  @Test
  void otherSubjectsHaveNoSignal() {
    assertThat(Signal.of(Subject.of("telemetry", "metric"))).isEmpty();
    assertThat(Signal.of(Subject.of("telemetry.Metric", "a"))).isEmpty();
    assertThat(Signal.of(Subject.of("", "a"))).isEmpty();
    assertThat(Signal.of(Signal.metric("a").subject().ownedBy("mia"))).isEmpty();
  }
}
