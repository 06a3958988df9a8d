package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryReadings.add;
import static io.cairn.registry.testkit.TelemetryReadings.details;
import static io.cairn.registry.testkit.TelemetryReadings.sketch;
import static io.cairn.registry.testkit.TelemetryReadings.tally;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.Expiry;
import io.cairn.registry.core.store.TelemetryDelta.OfAttribute;
import io.cairn.registry.core.store.TelemetryDelta.OfSignal;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.Estimates;
import io.cairn.registry.core.store.TelemetryStore.Presence;
import io.cairn.registry.core.store.TelemetryStore.SignalWindow;
import io.cairn.registry.core.store.TelemetryStore.Window;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a store keeps of attributes and windows; part of {@link TelemetryStoreContract}. */
public interface AttributeStoreContract extends StoreUnderTest {
  /** The signal of these tests. */
  Signal SIGNAL = Signal.metric("m");

  /** The attribute of these tests. */
  AttributeKey KEY = AttributeKey.of(FieldSource.DATA_POINT, "k");

  private static TelemetryDelta observed(long window, long count) {
    return new OfSignal(SIGNAL, window, tally(count, 5, 7));
  }

  private static TelemetryDelta had(AttributeKey key, long window, @Nullable StoredSketch sketch) {
    return new OfAttribute(SIGNAL, key, window, tally(2, 5, 7), 1, sketch, List.of());
  }

  private static TelemetryDelta sampled(String... samples) {
    return new OfAttribute(SIGNAL, KEY, 0, tally(1, 5, 5), 1, null, List.of(samples));
  }

  private static Attribute attribute(RegistryStore store) {
    return details(store.telemetry(), SIGNAL).attributes().get(0);
  }

  private static List<Long> starts(RegistryStore store, long from, long to) {
    return store.telemetry().windows(SIGNAL, KEY, from, to).stream().map(Window::start).toList();
  }

  @Test
  @Tag("T8")
  @Tag("T10")
  default void sketchesAreUnitedAndSurviveAReopenBitEqual() {
    StoredSketch all = sketch(0, 3_000);
    try (RegistryStore store = openStore()) {
      add(store, observed(0, 1), had(KEY, 0, sketch(0, 2_000)), had(KEY, 9, sketch(0, 5)));
      add(store, had(KEY, 0, sketch(1_000, 3_000)), had(KEY, 0, null), had(KEY, 9, sketch(3, 300)));
    }
    try (RegistryStore store = openStore()) {
      List<Window> windows = store.telemetry().windows(SIGNAL, KEY, 0, 10);
      assertThat(windows)
          .containsExactly(
              new Window(0, tally(6, 5, 7), 1, all),
              new Window(9, tally(4, 5, 7), 1, sketch(0, 300)));
      assertThat(windows.get(0).sketch().toBytes()).isEqualTo(all.toBytes());
      assertThat(attribute(store).peak().toBytes()).isEqualTo(all.toBytes());
      add(store, had(KEY, 0, sketch(500, 600)), had(KEY, 9, sketch(0, 1)));
    }
    try (RegistryStore store = openStore()) {
      assertThat(store.telemetry().windows(SIGNAL, KEY, 0, 10))
          .extracting(Window::sketch)
          .containsExactly(all, sketch(0, 300));
      add(store, had(KEY, 9, sketch(0, 3_000)));
      assertThat(store.telemetry().windows(SIGNAL, KEY, 9, 10))
          .containsExactly(new Window(9, tally(8, 5, 7), 1, all));
    }
  }

  @Test
  @Tag("T8")
  default void whatIsInNoWindowCountsInTheTotalsAlone() {
    try (RegistryStore store = openStore()) {
      add(store, observed(TelemetryDelta.NO_WINDOW, 3), had(KEY, TelemetryDelta.NO_WINDOW, null));
      add(store, sampled("x"), observed(0, 1));

      TelemetryStore telemetry = store.telemetry();
      assertThat(details(telemetry, SIGNAL).tally()).isEqualTo(tally(4, 5, 7));
      assertThat(attribute(store).tally()).isEqualTo(tally(3, 5, 7));
      assertThat(telemetry.count(SIGNAL, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(1);
      assertThat(telemetry.presences(SIGNAL, Long.MIN_VALUE, Long.MAX_VALUE))
          .containsExactly(new Presence(KEY, 1, 1));
      assertThat(starts(store, Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly(0L);
      assertThat(telemetry.estimates(Long.MIN_VALUE, Long.MAX_VALUE))
          .containsExactly(new Estimates(SIGNAL, KEY, 0, 0));
      assertThat(telemetry.oldestWindow()).isZero();
      add(store, new Expiry(Long.MAX_VALUE, 10));
      assertThat(details(telemetry, SIGNAL).tally()).isEqualTo(tally(4, 5, 7));
      assertThat(telemetry.oldestWindow()).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  @Tag("T8")
  default void windowsComeInOrderAndARangeHasItsBeginAndNotItsEnd() {
    AttributeKey other = AttributeKey.of(FieldSource.RESOURCE, "k");
    try (RegistryStore store = openStore()) {
      for (long window : List.of(20L, -10L, 0L, 10L)) {
        add(store, observed(window, 1), had(KEY, window, sketch(0, 3)));
      }
      add(store, had(other, 20, null));

      TelemetryStore telemetry = store.telemetry();
      assertThat(starts(store, -10, 21)).containsExactly(-10L, 0L, 10L, 20L);
      assertThat(starts(store, 0, 20)).containsExactly(0L, 10L);
      assertThat(starts(store, 1, 10)).isEmpty();
      assertThat(telemetry.windows(SIGNAL, 0, 20))
          .containsExactly(
              new SignalWindow(0, tally(1, 5, 7)), new SignalWindow(10, tally(1, 5, 7)));
      assertThat(telemetry.windows(SIGNAL, -10, 21)).hasSize(4);
      assertThat(telemetry.windows(SIGNAL, 1, 10)).isEmpty();
      assertThat(telemetry.count(SIGNAL, 0, 20)).isEqualTo(2);
      assertThat(telemetry.count(SIGNAL, 0, 21)).isEqualTo(3);
      assertThat(telemetry.presences(SIGNAL, 0, 20)).containsExactly(new Presence(KEY, 4, 1));
      assertThat(telemetry.presences(SIGNAL, 20, 21))
          .containsExactly(new Presence(other, 2, 1), new Presence(KEY, 2, 1));
      assertThat(telemetry.presences(SIGNAL, 1, 10)).isEmpty();
      assertThat(telemetry.estimates(1, 10)).isEmpty();
      assertThat(telemetry.oldestWindow()).isEqualTo(-10);
    }
  }

  @Test
  @Tag("T8")
  default void estimatesSayTheSumAndTheHighestOfTheWindowsInTheRange() {
    AttributeKey other = AttributeKey.of(FieldSource.RESOURCE, "k");
    try (RegistryStore store = openStore()) {
      add(store, observed(0, 1), had(KEY, 0, sketch(0, 30)), had(KEY, 1, sketch(0, 20)));
      add(store, had(KEY, 2, sketch(0, 100)), had(other, 1, null), had(KEY, 1, sketch(15, 40)));
      assertThat(store.telemetry().estimates(0, 2))
          .containsExactlyInAnyOrder(
              new Estimates(SIGNAL, KEY, 70, 40), new Estimates(SIGNAL, other, 0, 0));
      assertThat(store.telemetry().estimates(0, 3)).contains(new Estimates(SIGNAL, KEY, 170, 100));
      long estimate = sketch(0, 9_000).cardinality().estimate();
      add(store, had(other, 7, sketch(0, 9_000)));
      assertThat(store.telemetry().estimates(7, 8))
          .containsExactly(new Estimates(SIGNAL, other, estimate, estimate));
    }
  }

  @Test
  @Tag("T3")
  default void thePeakIsTheHighestWindowEverAndOfEqualsTheFirst() {
    try (RegistryStore store = openStore()) {
      add(store, observed(0, 1), had(KEY, 0, null));
      assertThat(attribute(store).peak()).isEqualTo(StoredSketch.EMPTY);
      add(store, had(KEY, 5, sketch(0, 10)), had(KEY, 1, sketch(10, 20)));
      assertThat(attribute(store).peak()).as("the first").isEqualTo(sketch(0, 10));
      add(store, had(KEY, 1, sketch(20, 21)));
      assertThat(attribute(store).peak()).as("it grew").isEqualTo(sketch(10, 21));
      add(store, new Expiry(2, 10), had(KEY, 6, sketch(50, 60)));
      assertThat(attribute(store).peak()).as("its window is gone").isEqualTo(sketch(10, 21));
      add(store, had(KEY, 1, sketch(30, 40)));
      assertThat(attribute(store).peak()).as("it began anew").isEqualTo(sketch(10, 21));
    }
    try (RegistryStore store = openStore()) {
      assertThat(attribute(store).peak()).isEqualTo(sketch(10, 21));
      add(store, had(KEY, 1, sketch(70, 72)));
      assertThat(attribute(store).peak().cardinality().estimate()).isEqualTo(12);
      add(store, had(KEY, TelemetryDelta.NO_WINDOW, sketch(100, 112)));
      assertThat(attribute(store).peak()).as("as high").isNotEqualTo(sketch(100, 112));
      add(store, had(KEY, TelemetryDelta.NO_WINDOW, sketch(200, 213)));
      assertThat(attribute(store).peak()).as("of a window gone").isEqualTo(sketch(200, 213));
      assertThat(starts(store, Long.MIN_VALUE, Long.MAX_VALUE)).containsExactly(1L, 5L, 6L);
    }
  }

  @Test
  @Tag("T3")
  @Tag("T14")
  default void theFirstTenDifferentSamplesAreKeptInTheOrderTheyCame() {
    try (RegistryStore store = openStore()) {
      add(store, observed(0, 1), sampled(), sampled("b", "a", "b"), sampled("a", "\uFF5E"));
      assertThat(attribute(store).samples()).containsExactly("b", "a", "\uFF5E");
      add(store, sampled("", "4", "a", "5", "6", "7", "8"));
    }
    try (RegistryStore store = openStore()) {
      add(store, sampled("9", "\uD83D\uDE00'\"\n", "11", "b"), sampled("12"));
      assertThat(attribute(store).samples())
          .containsExactly("b", "a", "\uFF5E", "", "4", "5", "6", "7", "8", "9");
      add(store, had(AttributeKey.of(FieldSource.RESOURCE, "k"), 0, null));
      assertThat(attribute(store).samples()).as("of another attribute").isEmpty();
    }
  }

  @Test
  @Tag("T3")
  default void typesAreUnitedOverallAndInTheWindowsOfARange() {
    try (RegistryStore store = openStore()) {
      add(store, observed(0, 1));
      for (long window : List.of(0L, 1L, 2L, TelemetryDelta.NO_WINDOW)) {
        int types = window == TelemetryDelta.NO_WINDOW ? 1 << 30 : 1 << window;
        add(store, new OfAttribute(SIGNAL, KEY, window, tally(3, 5, 7), types, null, List.of()));
        add(store, new OfAttribute(SIGNAL, KEY, window, tally(1, 5, 7), 8, null, List.of()));
      }
      assertThat(attribute(store).types()).isEqualTo((1 << 30) | 15);
      assertThat(store.telemetry().presences(SIGNAL, 1, 3))
          .containsExactly(new Presence(KEY, 8, 14));
      assertThat(store.telemetry().presences(SIGNAL, 0, 1))
          .containsExactly(new Presence(KEY, 4, 9));
    }
  }

  @Test
  @Tag("T13")
  default void expiryRemovesSoManyRowsOfEachKindAtMostAndIsRepeatedUntilNoneIsLeft() {
    try (RegistryStore store = openStore()) {
      TelemetryStore telemetry = store.telemetry();
      for (long window = 0; window < 10; window++) {
        add(store, observed(window, 1), had(KEY, window, sketch(0, 3)));
      }
      add(store, new Expiry(7, 2));
      assertThat(starts(store, 0, 10)).hasSize(8);
      assertThat(telemetry.count(SIGNAL, 0, 10)).isEqualTo(8);
      int times = 1;
      while (telemetry.oldestWindow() < 7) {
        add(store, new Expiry(7, 2));
        times++;
      }
      assertThat(times).isEqualTo(4);
      assertThat(starts(store, 0, 10)).isEqualTo(LongStream.range(7, 10).boxed().toList());
      assertThat(telemetry.count(SIGNAL, 0, 10)).isEqualTo(3);
      assertThat(telemetry.oldestWindow()).isEqualTo(7);
      add(store, new Expiry(7, 2));
      assertThat(starts(store, 0, 10)).hasSize(3);
    }
    try (RegistryStore store = openStore()) {
      assertThat(details(store.telemetry(), SIGNAL).tally().count()).isEqualTo(10);
      assertThat(attribute(store).tally().count()).isEqualTo(20);
      add(store, new Expiry(Long.MAX_VALUE, 100));
      assertThat(store.telemetry().oldestWindow()).isEqualTo(Long.MAX_VALUE);
      assertThat(attribute(store).peak()).isEqualTo(sketch(0, 3));
    }
  }

  @Test
  @Tag("T8")
  default void theOldestWindowIsOneOfASignalOrOfAnAttribute() {
    try (RegistryStore store = openStore()) {
      assertThat(store.telemetry().oldestWindow()).isEqualTo(Long.MAX_VALUE);
      add(store, observed(8, 1));
      assertThat(store.telemetry().oldestWindow()).isEqualTo(8);
      add(store, had(KEY, 3, null));
      assertThat(store.telemetry().oldestWindow()).isEqualTo(3);
      add(store, observed(1, 1));
      assertThat(store.telemetry().oldestWindow()).isEqualTo(1);
    }
  }
}
