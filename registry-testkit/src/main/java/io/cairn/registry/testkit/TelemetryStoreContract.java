package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.Commits.applied;
import static io.cairn.registry.testkit.Commits.commit;
import static io.cairn.registry.testkit.Commits.key;
import static io.cairn.registry.testkit.Commits.put;
import static io.cairn.registry.testkit.Samples.CUSTOMERS;
import static io.cairn.registry.testkit.Samples.ORDERS;
import static io.cairn.registry.testkit.TelemetryReadings.add;
import static io.cairn.registry.testkit.TelemetryReadings.details;
import static io.cairn.registry.testkit.TelemetryReadings.known;
import static io.cairn.registry.testkit.TelemetryReadings.signals;
import static io.cairn.registry.testkit.TelemetryReadings.tally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.VersionRef;
import io.cairn.registry.VersionState;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.Commit.Guard;
import io.cairn.registry.core.store.CommitOutcome.Applied;
import io.cairn.registry.core.store.CommitOutcome.Conflict;
import io.cairn.registry.core.store.MemoryStore;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.RegistryStore.KeyChange;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.core.store.TelemetryDelta.OfAspect;
import io.cairn.registry.core.store.TelemetryDelta.OfAttribute;
import io.cairn.registry.core.store.TelemetryDelta.OfSignal;
import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.store.TelemetryStore.Known;
import io.cairn.registry.core.store.TelemetryStore.MinerState;
import io.cairn.registry.core.store.TelemetryStore.Said;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.SpanKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a store keeps of what was observed, and how it is found; part of {@link StoreContract}. */
public interface TelemetryStoreContract extends AttributeStoreContract, TemplateStoreContract {
  private static Signal metric(String name) {
    return Signal.metric(name);
  }

  private static TelemetryDelta observed(Signal signal, long count) {
    return new OfSignal(signal, 0, tally(count, 5, 7));
  }

  private static TelemetryDelta said(Signal signal, Aspect aspect, String value, long count) {
    return new OfAspect(signal, aspect, value, tally(count, 5, 7));
  }

  private static AspectValue value(Aspect aspect, String value, long count) {
    return new AspectValue(aspect, value, tally(count, 5, 7).seen());
  }

  private static AspectConflict conflict(String name, Aspect aspect, AspectValue... values) {
    return new AspectConflict(metric(name), aspect, List.of(values));
  }

  private static Guard once(String name, long max) {
    return new Guard(new StoreKey.OfCounter(name), 1, max);
  }

  private static Commit guarded(Guard guard, TelemetryDelta... deltas) {
    return new Commit(
        Map.of(),
        List.of(guard),
        Stream.of(deltas).<Operation>map(Operation.AddTelemetry::new).toList(),
        Commit.Lane.COUNTS);
  }

  private static List<String> names(List<SignalSummary> found) {
    return found.stream().map(one -> one.signal().name() + one.signal().variant()).toList();
  }

  @Test
  @Tag("W3")
  @Tag("T2")
  default void countsAddUpAndTheEarliestAndTheLatestTimeStay() {
    Signal signal = metric("m");
    try (RegistryStore store = openStore()) {
      for (Tally one : List.of(tally(2, 50, 60), tally(3, 40, 55), tally(1L << 40, 70, 99))) {
        add(store, new OfSignal(signal, 0, one), new OfAspect(signal, Aspect.UNIT, "ms", one));
      }
    }
    try (RegistryStore store = openStore()) {
      Tally sum = tally((1L << 40) + 5, 40, 99);
      TelemetryStore telemetry = store.telemetry();
      assertThat(details(telemetry, signal).tally()).isEqualTo(sum);
      assertThat(details(telemetry, signal).aspects())
          .containsExactly(new AspectValue(Aspect.UNIT, "ms", sum.seen()));
      assertThat(signals(telemetry, SignalQuery.of(SchemaKind.METRIC)))
          .containsExactly(new SignalSummary(signal, sum.seen()));
      assertThat(telemetry.count(signal, 0, 1)).isEqualTo(sum.count());
    }
  }

  @Test
  @Tag("T0")
  default void theNamesOfEverythingObservedAreHandedOverSignalBySignal() {
    AttributeKey key = AttributeKey.ofEvent("exception", "type");
    Signal span = Signal.span("s", SpanKind.SERVER);
    try (RegistryStore store = openStore()) {
      assertThat(known(store.telemetry())).isEmpty();
      add(store, observed(metric("m"), 1), observed(span, 1), said(span, Aspect.EVENT, "e", 1));
      add(store, said(span, Aspect.EVENT, "f", 1), said(span, Aspect.SERVICE, "e", 1));
      add(store, new OfAttribute(span, key, 0, tally(1, 5, 5), 1, null, List.of("x")));
      assertThat(known(store.telemetry()))
          .containsExactly(
              new Known(metric("m"), Set.of(), Set.of()),
              new Known(
                  span,
                  Set.of(key),
                  Set.of(
                      new Said(Aspect.EVENT, "e"),
                      new Said(Aspect.EVENT, "f"),
                      new Said(Aspect.SERVICE, "e"))));
    }
  }

  @Test
  @Tag("T0")
  @Tag("T1")
  default void aspectsComeByAspectThenTheMostOftenSaidThenByValue() {
    Signal signal = metric("m");
    try (RegistryStore store = openStore()) {
      add(store, observed(signal, 9), said(signal, Aspect.LINK, "link", 1));
      add(store, said(signal, Aspect.SERVICE, "\uFF5E", 2), said(signal, Aspect.SERVICE, "a", 1));
      add(store, said(signal, Aspect.SERVICE, "\uD83D\uDE00", 2));
      add(store, said(signal, Aspect.SERVICE, "z", 1), said(signal, Aspect.SERVICE, "z", 2));
      assertThat(details(store.telemetry(), signal).aspects())
          .extracting(one -> one.aspect() + " " + one.value() + " " + one.seen().count())
          .containsExactly(
              "SERVICE z 3",
              "SERVICE \uD83D\uDE00 2",
              "SERVICE \uFF5E 2",
              "SERVICE a 1",
              "LINK link 1");
    }
  }

  @Test
  @Tag("T0")
  default void onlyMetricsOfWhichTwoTypesUnitsTemporalitiesOrMonotonicitiesAreSaidConflict() {
    Signal span = Signal.span("s", SpanKind.CLIENT);
    List<AspectConflict> expected = new ArrayList<>();
    try (RegistryStore store = openStore()) {
      for (Aspect aspect : Aspect.values()) {
        for (Signal signal : List.of(metric("b"), metric("a"), span)) {
          add(store, observed(signal, 1), said(signal, aspect, "x", 2));
          add(store, said(signal, aspect, "y", signal.equals(metric("a")) ? 3 : 1));
        }
      }
      add(store, observed(metric("c"), 1), said(metric("c"), Aspect.UNIT, "ms", 3));
      for (Aspect aspect :
          List.of(Aspect.TYPE, Aspect.UNIT, Aspect.TEMPORALITY, Aspect.MONOTONICITY)) {
        expected.add(conflict("a", aspect, value(aspect, "y", 3), value(aspect, "x", 2)));
      }
      for (Aspect aspect :
          List.of(Aspect.TYPE, Aspect.UNIT, Aspect.TEMPORALITY, Aspect.MONOTONICITY)) {
        expected.add(conflict("b", aspect, value(aspect, "x", 2), value(aspect, "y", 1)));
      }
      assertThat(store.telemetry().conflicts()).isEqualTo(expected);
    }
  }

  @Test
  @Tag("T2")
  default void signalsAreFoundByKindNameAndServiceAndByHowOftenTheServiceSentThem() {
    try (RegistryStore store = openStore()) {
      add(store, observed(metric("http.b"), 5), said(metric("http.b"), Aspect.SERVICE, "shop", 1));
      add(store, observed(metric("http.a"), 3), said(metric("http.a"), Aspect.SERVICE, "shop", 2));
      add(store, observed(metric("http.c"), 5), said(metric("http.c"), Aspect.SCOPE, "shop", 9));
      add(store, observed(metric("db"), 9), said(metric("db"), Aspect.SERVICE, "store", 9));
      add(store, observed(Signal.records("http.a"), 7));
      add(store, observed(Signal.span("x", SpanKind.SERVER), 1));
      add(store, observed(Signal.span("x", SpanKind.CLIENT), 1));
    }
    try (RegistryStore store = openStore()) {
      TelemetryStore telemetry = store.telemetry();
      SignalQuery metrics = SignalQuery.of(SchemaKind.METRIC);
      assertThat(names(signals(telemetry, metrics)))
          .containsExactly("db", "http.a", "http.b", "http.c");
      assertThat(names(signals(telemetry, metrics.mostObservedFirst())))
          .containsExactly("db", "http.b", "http.c", "http.a");
      assertThat(names(signals(telemetry, metrics.named("http.?").mostObservedFirst())))
          .containsExactly("http.b", "http.c", "http.a");
      assertThat(signals(telemetry, metrics.of("shop").mostObservedFirst()))
          .as("counted by the service")
          .containsExactly(
              new SignalSummary(metric("http.a"), tally(2, 5, 7).seen()),
              new SignalSummary(metric("http.b"), tally(1, 5, 7).seen()));
      assertThat(names(signals(telemetry, metrics.of("shop")))).containsExactly("http.a", "http.b");
      assertThat(names(signals(telemetry, metrics.of("shop").named("*b"))))
          .containsExactly("http.b");
      assertThat(signals(telemetry, metrics.of("nobody"))).isEmpty();
      assertThat(names(signals(telemetry, SignalQuery.of(SchemaKind.SPAN))))
          .containsExactly("xCLIENT", "xSERVER");
      assertThat(telemetry.signals(metrics, null, 3)).hasSize(3);
    }
  }

  @Test
  @Tag("T2")
  default void namesMayHaveAnyCharactersAndComeInTheOrderOfTheirUtf16() {
    List<String> ordered =
        List.of("", "%", "'", "*", "?", "A", "\\", "_", "a", "\u00E9", "\uD83D\uDE00", "\uFF5E");
    List<TelemetryDelta> deltas = new ArrayList<>();
    for (String name : ordered) {
      deltas.add(observed(metric(name), 1));
      deltas.add(said(metric(name), Aspect.SERVICE, name, 1));
      deltas.add(
          new OfAttribute(
              metric("a"),
              new AttributeKey(FieldSource.EVENT, name, name),
              0,
              tally(1, 5, 5),
              1,
              null,
              List.of()));
    }
    Collections.shuffle(deltas, new Random(5));
    try (RegistryStore store = openStore()) {
      add(store, deltas.toArray(TelemetryDelta[]::new));
      TelemetryStore telemetry = store.telemetry();
      SignalQuery query = SignalQuery.of(SchemaKind.METRIC);
      assertThat(names(signals(telemetry, query))).isEqualTo(ordered);
      assertThat(names(signals(telemetry, query.mostObservedFirst()))).isEqualTo(ordered);
      assertThat(details(telemetry, metric("a")).attributes())
          .extracting(one -> one.key().name())
          .isEqualTo(ordered);
      for (String name : ordered) {
        assertThat(names(signals(telemetry, query.of(name)))).containsExactly(name);
      }
      assertThat(names(signals(telemetry, query.named("\\*")))).containsExactly("*");
      assertThat(names(signals(telemetry, query.named("?")))).isEqualTo(ordered.subList(1, 12));
    }
  }

  @Test
  @Tag("T0")
  default void whatWasNeverObservedIsNotThere() {
    Signal unknown = metric("unknown");
    try (RegistryStore store = openStore()) {
      for (int time = 0; time < 2; time++) {
        TelemetryStore telemetry = store.telemetry();
        assertThat(telemetry.details(List.of(unknown))).isEmpty();
        assertThat(telemetry.count(unknown, 0, Long.MAX_VALUE)).isZero();
        assertThat(telemetry.windows(unknown, 0, Long.MAX_VALUE)).isEmpty();
        assertThat(telemetry.presences(unknown, 0, Long.MAX_VALUE)).isEmpty();
        AttributeKey key = AttributeKey.of(FieldSource.COLUMN, "a");
        assertThat(telemetry.windows(unknown, key, 0, Long.MAX_VALUE)).isEmpty();
        assertThat(telemetry.windows(metric("known"), key, 0, Long.MAX_VALUE)).isEmpty();
        assertThat(telemetry.templates(unknown, null, 10)).isEmpty();
        assertThat(telemetry.minerState(unknown)).isEqualTo(new MinerState(List.of(), 0));
        add(store, observed(metric("known"), 1));
      }
      assertThat(store.telemetry().details(List.of(unknown, metric("known")))).hasSize(1);
    }
  }

  @Test
  @Tag("W3")
  default void telemetryMovesNoRevisionAndIsInNoFeed() {
    try (RegistryStore store = openStore()) {
      long before = applied(store, put(ORDERS));
      add(store, observed(metric("m"), 1));
      assertThat(store.changesSince(0, 10)).containsExactly(new KeyChange(key(ORDERS), before));
      assertThat(store.changesSince(before, 10)).isEmpty();
      assertThat(store.versions().settings().revision()).isZero();
      long after =
          applied(store, put(CUSTOMERS), new Operation.AddTelemetry(observed(metric("m"), 1)));
      assertThat(store.changesSince(before, 10))
          .containsExactly(new KeyChange(key(CUSTOMERS), after));
      assertThat(details(store.telemetry(), metric("m")).tally().count()).isEqualTo(2);
    }
  }

  @Test
  @Tag("W3")
  default void aCommitThatFailsElsewhereAddsNothing() {
    Signal signal = metric("m");
    try (RegistryStore store = openStore()) {
      Operation bad =
          new Operation.SetVersionState(new VersionRef(ORDERS, 9), VersionState.DELETED);
      Commit failing =
          new Commit(
              Map.of(),
              List.of(once("flushes", 1)),
              List.of(new Operation.AddTelemetry(observed(signal, 1)), bad));
      assertThatThrownBy(() -> commit(store, failing)).hasCauseInstanceOf(StoreException.class);
      assertThat(known(store.telemetry())).isEmpty();
      assertThat(commit(store, guarded(once("flushes", 1), observed(signal, 2))))
          .isInstanceOf(Applied.class);
      assertThat(details(store.telemetry(), signal).tally().count()).isEqualTo(2);
    }
  }

  @Test
  @Tag("W3")
  default void whatIsGuardedIsCountedOnceHoweverOftenItIsTried() {
    Signal signal = metric("m");
    StoreKey.OfCounter counter = new StoreKey.OfCounter("flushes");
    try (RegistryStore store = openStore()) {
      for (long number = 1; number <= 3; number++) {
        Commit batch = guarded(once("flushes", number), observed(signal, 10));
        assertThat(commit(store, batch)).isInstanceOf(Applied.class);
        assertThat(commit(store, batch)).isEqualTo(new Conflict(counter, number));
        assertThat(details(store.telemetry(), signal).tally().count()).isEqualTo(10 * number);
      }
    }
    try (RegistryStore store = openStore()) {
      assertThat(commit(store, guarded(once("flushes", 3), observed(signal, 10))))
          .isEqualTo(new Conflict(counter, 3));
      assertThat(store.versions().counter(counter)).isEqualTo(3);
      assertThat(details(store.telemetry(), signal).tally().count()).isEqualTo(30);
    }
  }

  @Test
  @Tag("T8")
  default void inWhichOrderDeltasComeDoesNotMatter() {
    long seed = new Random().nextLong();
    List<TelemetryDelta> deltas = new ArrayList<>(new RandomTelemetry(seed).commuting(500));
    MemoryStore inOrder = new MemoryStore();
    deltas.forEach(delta -> add(inOrder, delta));
    Map<String, Object> expected = readings(inOrder);
    Collections.shuffle(deltas, new Random(seed));
    try (RegistryStore store = openStore()) {
      for (int from = 0; from < deltas.size(); from += 50) {
        add(store, deltas.subList(from, from + 50).toArray(TelemetryDelta[]::new));
      }
      assertSame(
          "seed " + seed,
          TelemetryReadings.withoutPeaks(readings(store)),
          TelemetryReadings.withoutPeaks(expected));
    }
  }

  @Test
  @Tag("W7")
  @Tag("T10")
  default void everyReadSaysWhatAStoreInMemorySays() {
    long seed = new Random().nextLong();
    RandomTelemetry random = new RandomTelemetry(seed);
    MemoryStore model = new MemoryStore();
    List<TelemetryDelta> first = random.commuting(100);
    for (int life = 0; life < 3; life++) {
      try (RegistryStore store = openStore()) {
        for (int batch = 0; batch < 8; batch++) {
          TelemetryDelta[] deltas =
              (life + batch == 0 ? first.stream() : Stream.generate(random::any).limit(60))
                  .toArray(TelemetryDelta[]::new);
          add(model, deltas);
          add(store, deltas);
        }
        assertSame("seed " + seed + ", life " + life, readings(store), readings(model));
      }
      try (RegistryStore again = openStore()) {
        assertSame("seed " + seed + ", reopened " + life, readings(again), readings(model));
      }
    }
  }

  private static Map<String, Object> readings(RegistryStore store) {
    return TelemetryReadings.all(
        store.telemetry(), RandomTelemetry.window(1), RandomTelemetry.window(5));
  }

  private static void assertSame(
      String when, Map<String, Object> actual, Map<String, Object> expected) {
    expected.forEach(
        (read, said) -> assertThat(actual.get(read)).as("%s: %s", when, read).isEqualTo(said));
    assertThat(actual).as(when).hasSameSizeAs(expected);
  }

  @Test
  @Tag("W1")
  default void aClosedStoreSaysSoToEveryRead() {
    RegistryStore store = openStore();
    store.close();
    AttributeKey key = AttributeKey.of(FieldSource.COLUMN, "a");
    for (Runnable read :
        List.<Runnable>of(
            () -> store.telemetry().forEachSignal(any -> {}),
            () ->
                assertThat(store.telemetry().signals(SignalQuery.of(SchemaKind.LOG), null, 1))
                    .isNull(),
            () -> assertThat(store.telemetry().details(List.of(metric("m")))).isNull(),
            () -> assertThat(store.telemetry().conflicts()).isNull(),
            () -> assertThat(store.telemetry().count(metric("m"), 0, 1)).isNegative(),
            () -> assertThat(store.telemetry().presences(metric("m"), 0, 1)).isNull(),
            () -> assertThat(store.telemetry().windows(metric("m"), key, 0, 1)).isNull(),
            () -> assertThat(store.telemetry().estimates(0, 1)).isNull(),
            () -> assertThat(store.telemetry().templates(null, null, 1)).isNull(),
            () -> assertThat(store.telemetry().minerState(metric("m"))).isNull(),
            () -> assertThat(store.telemetry().oldestWindow()).isNegative())) {
      assertThatThrownBy(read::run).isInstanceOf(RegistryClosedException.class);
    }
  }
}
