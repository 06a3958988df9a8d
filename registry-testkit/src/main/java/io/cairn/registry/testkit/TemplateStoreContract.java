package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryReadings.add;
import static io.cairn.registry.testkit.TelemetryReadings.tally;
import static io.cairn.registry.testkit.TelemetryReadings.templates;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.OfSignal;
import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.core.store.TelemetryDelta.TemplateGone;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.MinerState;
import io.cairn.registry.core.store.TelemetryStore.Template;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a store keeps of the templates of logs; part of {@link TelemetryStoreContract}. */
public interface TemplateStoreContract extends StoreUnderTest {
  /** The logs of these tests. */
  Signal LOGS = Signal.logs("shop", Severity.WARN);

  private static TelemetryDelta observed(Signal signal, long count) {
    return new OfSignal(signal, 0, tally(count, 5, 7));
  }

  private static TelemetryDelta template(Signal logs, int number, long count, long last) {
    return new OfTemplate(logs, number, "p", "t" + number, "e" + number, tally(count, 1, last));
  }

  private static List<Long> numbers(List<Template> templates) {
    return templates.stream().map(Template::number).toList();
  }

  @Test
  @Tag("T6")
  default void aTemplateKeepsItsFirstExampleAndItsLastText() {
    try (RegistryStore store = openStore()) {
      add(store, observed(LOGS, 40));
      add(store, new OfTemplate(LOGS, 1, "", "a b", "", tally(2, 5, 7)));
      add(store, new OfTemplate(LOGS, 1, "2 a", "a <*>", "a c", tally(3, 4, 6)));
    }
    try (RegistryStore store = openStore()) {
      add(store, new OfTemplate(LOGS, 1, "2 *", "<*> <*>", "z z", tally(1, 9, 9)));
      Template template = new Template(LOGS, 1, "2 *", "<*> <*>", "a c", tally(6, 4, 9), 40);
      assertThat(store.telemetry().templates(LOGS, null, 9)).containsExactly(template);
      assertThat(store.telemetry().templates(null, null, 9)).containsExactly(template);
      assertThat(store.telemetry().minerState(LOGS))
          .isEqualTo(new MinerState(List.of(template), 1));
      add(store, observed(LOGS, 2));
      assertThat(store.telemetry().templates(LOGS, null, 9))
          .extracting(Template::observed)
          .containsExactly(42L);
    }
  }

  @Test
  @Tag("T6")
  default void theMostFrequentTemplatesComeFirstOfEqualsBySignalAndNumber() {
    Signal wide = Signal.logs("\uFF5E", Severity.WARN);
    Signal face = Signal.logs("\uD83D\uDE00", Severity.WARN);
    try (RegistryStore store = openStore()) {
      for (Signal logs : List.of(wide, LOGS, face)) {
        add(store, observed(logs, 9), template(logs, 10, 3, 7), template(logs, 9, 3, 7));
        add(store, template(logs, 0, 2, 7), template(logs, 2, 4, 7));
      }
      add(store, template(face, 0, 3, 7));
    }
    try (RegistryStore store = openStore()) {
      TelemetryStore telemetry = store.telemetry();
      for (int size : List.of(1, 5, 100)) {
        assertThat(templates(telemetry, null, size))
            .extracting(one -> one.signal().name() + one.number())
            .containsExactly(
                "\uD83D\uDE000",
                "shop2",
                "\uD83D\uDE002",
                "\uFF5E2",
                "shop9",
                "shop10",
                "\uD83D\uDE009",
                "\uD83D\uDE0010",
                "\uFF5E9",
                "\uFF5E10",
                "shop0",
                "\uFF5E0");
        assertThat(numbers(templates(telemetry, LOGS, size))).containsExactly(2L, 9L, 10L, 0L);
        assertThat(numbers(templates(telemetry, face, size))).containsExactly(0L, 2L, 9L, 10L);
      }
    }
  }

  @Test
  @Tag("T7")
  default void aTemplateTakesOverWhatAnotherCounted() {
    try (RegistryStore store = openStore()) {
      add(store, observed(LOGS, 40), template(LOGS, 1, 5, 20), template(LOGS, 2, 7, 30));
      add(store, new TemplateGone(LOGS, 1, 2));
      assertThat(store.telemetry().templates(LOGS, null, 9))
          .containsExactly(new Template(LOGS, 2, "p", "t2", "e2", tally(12, 1, 30), 40));
      add(store, new TemplateGone(LOGS, 1, 2), new TemplateGone(LOGS, 8, 9));
      add(store, new TemplateGone(Signal.logs("nobody", Severity.WARN), 1, 2));
      assertThat(numbers(store.telemetry().templates(null, null, 9))).containsExactly(2L);
      add(store, new TemplateGone(LOGS, 2, 0), template(LOGS, 3, 1, 1));
      assertThat(store.telemetry().templates(LOGS, null, 1))
          .as("one that was not there")
          .containsExactly(new Template(LOGS, 0, "", "", "", tally(12, 1, 30), 40));
      add(store, new OfTemplate(LOGS, 0, "p", "others", "e", tally(1, 40, 40)));
      assertThat(store.telemetry().templates(LOGS, null, 1))
          .containsExactly(new Template(LOGS, 0, "p", "others", "e", tally(13, 1, 40), 40));
    }
  }

  @Test
  @Tag("T7")
  default void aMinerBeginsAgainWithItsTemplatesByTheirLastTimesAndNeverReusesANumber() {
    Signal other = Signal.logs("shop", Severity.INFO);
    try (RegistryStore store = openStore()) {
      add(store, observed(LOGS, 40), observed(other, 2), template(other, 99, 1, 5));
      add(store, template(LOGS, 0, 1, 10), template(LOGS, 7, 1, 20), template(LOGS, 3, 9, 20));
      add(store, template(LOGS, 5, 1, 10), template(LOGS, 4, 1, 50), template(LOGS, 4, 1, 2));
      add(store, new TemplateGone(LOGS, 7, 3));
    }
    try (RegistryStore store = openStore()) {
      MinerState state = store.telemetry().minerState(LOGS);
      assertThat(numbers(state.templates())).containsExactly(5L, 3L, 4L);
      assertThat(state.lastNumber()).as("of the removed one").isEqualTo(7);
      add(store, new TemplateGone(LOGS, 4, 12), new TemplateGone(LOGS, 12, 3));
      assertThat(store.telemetry().minerState(LOGS).lastNumber()).isEqualTo(12);
      for (int number : List.of(3, 5)) {
        add(store, new TemplateGone(LOGS, number, 0));
      }
      assertThat(store.telemetry().minerState(LOGS)).isEqualTo(new MinerState(List.of(), 12));
      assertThat(store.telemetry().minerState(other).lastNumber()).isEqualTo(99);
    }
  }
}
