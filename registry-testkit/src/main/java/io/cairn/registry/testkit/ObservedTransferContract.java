package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.ExportedText.export;
import static io.cairn.registry.testkit.ExportedText.read;
import static io.cairn.registry.testkit.TelemetryReadings.add;
import static io.cairn.registry.testkit.TelemetryReadings.sketch;
import static io.cairn.registry.testkit.TelemetryReadings.tally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Commit.Guard;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.CommitOutcome.Applied;
import io.cairn.registry.core.store.CommitOutcome.Conflict;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.OfAspect;
import io.cairn.registry.core.store.TelemetryDelta.OfAttribute;
import io.cairn.registry.core.store.TelemetryDelta.OfSignal;
import io.cairn.registry.core.store.TelemetryDelta.OfTemplate;
import io.cairn.registry.core.store.TelemetryDelta.TemplateGone;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.transfer.RegistryMove;
import io.cairn.registry.error.ImportConflictException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What was observed moves and is exported with everything else; part of {@link TransferContract}.
 */
public interface ObservedTransferContract extends StoreUnderTest {
  /** Logs with attributes, in a window and before it, and templates. */
  static void fill(RegistryStore store) {
    Signal logs = Signal.logs("größer \u2028 \"now\"", Severity.WARN);
    AttributeKey key = AttributeKey.of(FieldSource.LOG_RECORD, "\uD83D\uDE00");
    add(store, new OfSignal(logs, 3_600_000, tally(5, 3_600_000, 3_600_009)));
    add(store, new OfSignal(logs, TelemetryDelta.NO_WINDOW, tally(2, -7, -3)));
    add(store, new OfAspect(logs, Aspect.SERVICE, "shop", tally(4, -7, 3_600_009)));
    add(store, new OfAspect(logs, Aspect.SERVICE, "a", tally(4, -7, 3_600_009)));
    for (AttributeKey each : List.of(key, AttributeKey.ofEvent("e", "k"))) {
      add(store, attribute(logs, each, 7_200_000, 1, "b", "a"));
      add(store, attribute(logs, each, 3_600_000, 900, "\n"));
      add(store, attribute(logs, each, TelemetryDelta.NO_WINDOW, 1));
    }
    add(store, new TelemetryDelta.Expiry(3_600_001, 100));
    add(store, new OfSignal(logs, 7_200_000, tally(1, 7_200_000, 7_200_000)));
    for (long number : List.of(3L, 0L, 9L, 1L)) {
      add(store, new OfTemplate(logs, number, "4 a", "a <*>", "a b", tally(number, 5, 9)));
    }
    add(store, new TemplateGone(logs, 9, 3));
    add(store, new OfSignal(Signal.metric("m"), 0, tally(1, 8, 8)));
  }

  private static TelemetryDelta attribute(
      Signal signal, AttributeKey key, long window, int values, String... samples) {
    return new OfAttribute(
        signal, key, window, tally(3, 5, 9), 3, sketch(0, values), List.of(samples));
  }

  private static Map<String, Object> readings(RegistryStore store) {
    return TelemetryReadings.all(
        store.telemetry(), RandomTelemetry.window(0), RandomTelemetry.window(20));
  }

  private static void fillByChance(RegistryStore store, long seed) {
    RandomTelemetry random = new RandomTelemetry(seed);
    add(store, random.commuting(100).toArray(TelemetryDelta[]::new));
    add(store, Stream.generate(random::any).limit(400).toArray(TelemetryDelta[]::new));
  }

  @Test
  @Tag("X2")
  @Tag("T10")
  default void everythingObservedGoesIntoAnotherStoreAndBack() {
    long seed = new Random().nextLong();
    try (MemoryStore first = new MemoryStore();
        RegistryStore middle = openStore();
        MemoryStore last = new MemoryStore()) {
      fillByChance(first, seed);
      String exported = export(first);
      read(middle, exported);
      assertThat(readings(middle)).as("seed %s", seed).isEqualTo(readings(first));
      assertThat(export(middle)).as("seed %s", seed).isEqualTo(exported);
      read(middle, exported);
      read(last, export(middle));
      assertThat(readings(last)).as("seed %s", seed).isEqualTo(readings(first));
    }
  }

  @Test
  @Tag("X2")
  default void anExportWithNothingObservedHasTheFormatThatEarlierReleasesRead() {
    try (RegistryStore store = openStore()) {
      assertThat(export(store))
          .startsWith("{\"type\":\"export\",\"format\":\"cairn-registry\",\"version\":1}\n");
      fill(store);
      assertThat(export(store)).contains("\"version\":2}\n").contains("\"signals\":2}\n");
    }
  }

  @Test
  @Tag("X2")
  default void somethingElseObservedOfTheSameSignalIsRefused() {
    Signal logs = Signal.logs("größer \u2028 \"now\"", Severity.WARN);
    for (TelemetryDelta more :
        List.of(
            new OfSignal(logs, TelemetryDelta.NO_WINDOW, tally(1, 0, 0)),
            new OfSignal(logs, 10_800_000, tally(1, 3_600_000, 3_600_000)),
            new OfAspect(logs, Aspect.SCOPE, "s", tally(1, 0, 0)),
            attribute(logs, AttributeKey.of(FieldSource.LOG_RECORD, "more"), 0, 1),
            attribute(logs, AttributeKey.ofEvent("e", "k"), 7_200_000, 1),
            new OfTemplate(logs, 3, "4 a", "<*>", "", tally(1, 5, 9)),
            new OfTemplate(logs, 4, "", "", "", tally(1, 5, 9)),
            new TemplateGone(logs, 1, 3))) {
      try (MemoryStore first = new MemoryStore();
          MemoryStore other = new MemoryStore()) {
        fill(first);
        String exported = export(first);
        read(other, exported);
        read(other, exported);
        add(other, more);
        String before = export(other);
        assertThatThrownBy(() -> read(other, exported))
            .as(more.toString())
            .isInstanceOf(ImportConflictException.class)
            .hasMessageContaining("what was observed of " + logs);
        assertThat(export(other)).isEqualTo(before);
        assertThat(before).isNotEqualTo(exported);
      }
    }
  }

  @Test
  @Tag("X1")
  default void whatIsObservedMovesAlongAndIsCountedOnce() {
    long seed = new Random().nextLong();
    MemoryStore from = new MemoryStore();
    RegistryStore to = openStore();
    fillByChance(from, seed);
    assertThat(Commits.commit(from, counting("flushes", 10, 10))).isInstanceOf(Applied.class);
    assertThat(Commits.commit(from, counting("quiet", 5, 5))).isInstanceOf(Applied.class);
    MoveUnderTest moving = MoveUnderTest.begin(from, to);
    RegistryMove move = moving.move();
    RegistryStore both = moving.store();
    try {
      countedOnce(both, 11);
      assertThat(TelemetryReadings.known(to.telemetry())).isEmpty();
      move.seed();
      assertThat(readings(to)).as("seed %s", seed).isEqualTo(readings(from));
      countedOnce(both, 12);
      assertThat(readings(to)).as("seed %s", seed).isEqualTo(readings(from));
      Map<String, Object> before = readings(from);
      move.cutOver();
      assertThat(move.differences().listed()).isEmpty();
      assertThat(readings(both)).isEqualTo(before);
      assertThat(Commits.commit(both, counting("flushes", 1, 12)))
          .isEqualTo(new Conflict(new StoreKey.OfCounter("flushes"), 12));
      countedOnce(both, 13);
      assertThat(readings(from)).as("left behind").isEqualTo(before);
      assertThat(both.versions().counter(new StoreKey.OfCounter("quiet"))).isEqualTo(5);
      assertThat(Commits.commit(both, counting("quiet", 1, 5)))
          .isEqualTo(new Conflict(new StoreKey.OfCounter("quiet"), 5));
      assertThat(Commits.commit(both, counting("quiet", 1, 6))).isInstanceOf(Applied.class);
      assertThat(both.versions().counter(new StoreKey.OfCounter("quiet"))).isEqualTo(6);
    } finally {
      move.registry().close();
    }
  }

  private static Commit counting(String counter, long delta, long max) {
    return new Commit(
        Map.of(),
        List.of(new Guard(new StoreKey.OfCounter(counter), delta, max)),
        List.of(
            new Operation.AddTelemetry(new OfSignal(Signal.metric("moved"), 0, tally(1, 5, 5)))),
        Commit.Lane.COUNTS);
  }

  /** The number of a commit, which is one more than that of the one before. */
  private static void countedOnce(RegistryStore store, long number) {
    CommitOutcome first = Commits.commit(store, counting("flushes", 1, number));
    long counted =
        TelemetryReadings.details(store.telemetry(), Signal.metric("moved")).tally().count();
    assertThat(first).isInstanceOf(Applied.class);
    assertThat(Commits.commit(store, counting("flushes", 1, number)))
        .isEqualTo(new Conflict(new StoreKey.OfCounter("flushes"), number));
    assertThat(TelemetryReadings.details(store.telemetry(), Signal.metric("moved")).tally().count())
        .isEqualTo(counted);
  }

  @Test
  @Tag("X1")
  default void whoReadsWhatWasObservedReadsTheNewStoreAfterTheTurn() {
    MoveUnderTest moving = MoveUnderTest.begin(new MemoryStore(), openStore());
    RegistryMove move = moving.move();
    try {
      RegistryStore both = moving.store();
      TelemetryStore telemetry = both.telemetry();
      move.seed();
      move.cutOver();
      fill(both);
      assertThat(TelemetryReadings.known(telemetry)).hasSize(2);
    } finally {
      move.registry().close();
    }
  }

  @Test
  @Tag("X1")
  default void aStoreWithSomethingObservedIsNotEmpty() {
    RegistryStore to = openStore();
    add(to, new OfSignal(Signal.metric("m"), 0, tally(1, 5, 5)));
    assertThatThrownBy(() -> MoveUnderTest.begin(new MemoryStore(), to))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("give an empty one");
  }
}
