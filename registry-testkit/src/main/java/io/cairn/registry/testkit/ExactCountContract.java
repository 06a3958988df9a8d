package io.cairn.registry.testkit;

import static io.cairn.registry.testkit.TelemetryUnderTest.flushUntilWritten;
import static io.cairn.registry.testkit.TelemetryUnderTest.observe;
import static io.cairn.registry.testkit.TelemetryUnderTest.open;
import static io.cairn.registry.testkit.TelemetryUnderTest.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.registry.SchemaRegistry;
import io.cairn.registry.catalog.PageRequest;
import io.cairn.registry.core.telemetry.TelemetryOptions;
import io.cairn.registry.error.CommitOutcomeUnknownException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.error.RegistryClosedException;
import io.cairn.registry.error.RegistryException;
import io.cairn.registry.error.StoreException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.LogTemplate;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.Telemetry;
import io.cairn.registry.telemetry.TemplateQuery;
import io.cairn.registry.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Everything that is observed is counted, and counted once. */
public interface ExactCountContract extends TelemetryUnderTest {

  private static long count(SchemaRegistry registry, Signal signal) {
    return registry.telemetry().details(signal).seen().count();
  }

  /** The counts of all signals of a kind. */
  private static long sum(SchemaRegistry registry, SchemaKind kind) {
    return registry
        .telemetry()
        .signals(SignalQuery.of(kind), PageRequest.ofSize(PageRequest.MAX_SIZE))
        .items()
        .stream()
        .mapToLong(one -> one.seen().count())
        .sum();
  }

  /** A signal for every number, each with an attribute and a service: three operations each. */
  private static void observeMany(SchemaRegistry registry, int signals) {
    for (int i = 0; i < signals; i++) {
      String name = "r" + i;
      observe(registry, o -> o.record(name).service("s").put("k", name));
    }
  }

  @Test
  @Tag("W5")
  default void whatCannotBeWrittenIsKeptAndWrittenOnceLater() {
    for (Fault fault : Fault.values()) {
      String name = "kept." + fault;
      FaultyStore store = new FaultyStore(openStore());
      try (SchemaRegistry registry = open(store, quiet(), new TestClock())) {
        observe(registry, 3, o -> o.record(name).put("k", 1));
        store.failNext(fault);
        flushUntilWritten(registry, 2);
        observe(registry, 2, o -> o.record(name).put("k", 2));
        store.failNext(fault, fault, fault);
        flushUntilWritten(registry, 4);
        assertThat(count(registry, Signal.records(name))).as("%s", fault).isEqualTo(5);
        registry.flush();
        assertThat(count(registry, Signal.records(name))).as("%s", fault).isEqualTo(5);
      }
    }
  }

  @Test
  @Tag("W5")
  default void whoFlushesIsToldWhatWentWrong() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = open(store, quiet(), new TestClock())) {
      observe(registry, o -> o.record("r"));
      store.failNext(Fault.NOT_WRITTEN);
      assertThatThrownBy(registry::flush).isInstanceOf(StoreException.class);
      store.failNext(Fault.UNKNOWN_WRITTEN);
      assertThatThrownBy(registry::flush)
          .isInstanceOf(CommitOutcomeUnknownException.class)
          .hasMessageContaining("not counted twice");
      registry.flush();
      assertThat(count(registry, Signal.records("r"))).isEqualTo(1);
    }
  }

  @Test
  @Tag("W5")
  default void aStoreThatTakesNothingLosesNothing() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = open(store, quiet(), new TestClock())) {
      observeMany(registry, 120);
      store.refuse(any -> true);
      for (int round = 0; round < 5; round++) {
        assertThatThrownBy(registry::flush).hasMessageStartingWith("Injected");
      }
      store.refuse(any -> false);
      flushUntilWritten(registry, 10);
      assertThat(sum(registry, SchemaKind.RECORD)).isEqualTo(120);
    }
  }

  @Test
  @Tag("W5")
  default void whateverGoesWrongInWhicheverOrderCountsStayExact() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long observed = 0;
    for (int opening = 0; opening < 5; opening++) {
      FaultyStore store = new FaultyStore(openStore());
      try (SchemaRegistry registry = open(store, quiet(), new TestClock())) {
        for (int round = 0; round < 8; round++) {
          int signals = 1 + random.nextInt(120);
          observeMany(registry, signals);
          observed += signals;
          Fault[] faults = new Fault[random.nextInt(7)];
          for (int i = 0; i < faults.length; i++) {
            faults[i] = List.of(Fault.values()).get(random.nextInt(Fault.values().length));
          }
          store.failNext(faults);
          flushUntilWritten(registry, 20);
          assertThat(sum(registry, SchemaKind.RECORD)).as("seed %s", seed).isEqualTo(observed);
          store.failNext();
        }
      }
    }
  }

  @Test
  @Tag("W5")
  default void aConflictThatSaysNothingOfAnUnknownOutcomeIsNoProofThatItWasWritten() {
    FaultyStore store = new FaultyStore(openStore());
    try (SchemaRegistry registry = open(store, quiet(), new TestClock())) {
      observe(registry, o -> o.record("r"));
      registry.flush();
      observe(registry, o -> o.record("r"));
      store.failNext(Fault.UNKNOWN_NOT_WRITTEN, Fault.CONFLICT);
      flushUntilWritten(registry, 3);
      assertThat(count(registry, Signal.records("r"))).isEqualTo(2);
    }
  }

  @Test
  @Tag("W5")
  default void closingWritesOrSaysThatItDidNot() {
    FaultyStore store = new FaultyStore(openStore());
    SchemaRegistry failing = open(store, quiet(), new TestClock());
    observe(failing, 2, o -> o.record("r"));
    failing.flush();
    observe(failing, 4, o -> o.record("r"));
    store.failNext(Fault.NOT_WRITTEN);
    assertThatThrownBy(failing::close).isInstanceOf(StoreException.class);
    failing.close();
    try (SchemaRegistry registry = openObserving()) {
      assertThat(count(registry, Signal.records("r"))).isEqualTo(2);
      observe(registry, 8, o -> o.record("r"));
    }
    try (SchemaRegistry registry = openObserving()) {
      assertThat(count(registry, Signal.records("r"))).isEqualTo(10);
    }
  }

  @Test
  @Tag("T2")
  default void aClosedRegistryObservesNothingMore() {
    SchemaRegistry closed = openObserving();
    Telemetry telemetry = closed.telemetry();
    Observation observation = telemetry.observation().record("r");
    telemetry.observe(observation);
    closed.close();
    assertThatThrownBy(() -> telemetry.observe(observation))
        .isInstanceOf(RegistryClosedException.class);
    assertThatThrownBy(closed::telemetry).isInstanceOf(RegistryClosedException.class);
    try (SchemaRegistry registry = openObserving()) {
      assertThat(count(registry, Signal.records("r"))).isEqualTo(1);
      assertThatThrownBy(() -> registry.telemetry().observe(observation))
          .isInstanceOf(InvalidInputException.class);
      Observation own = registry.telemetry().observation();
      assertThatThrownBy(() -> telemetry.observe(own))
          .isInstanceOfAny(InvalidInputException.class, RegistryClosedException.class);
      registry.flush();
      assertThat(count(registry, Signal.records("r"))).isEqualTo(1);
    }
    SchemaRegistry never = openObserving();
    Telemetry unused = never.telemetry();
    never.close();
    assertThatThrownBy(unused::observation).isInstanceOf(RegistryClosedException.class);
  }

  @Test
  @Tag("T2")
  default void anObservationThatIsNoneIsRefusedAndCountsNothing() {
    try (SchemaRegistry registry = openObserving()) {
      Telemetry telemetry = registry.telemetry();
      Observation empty = telemetry.observation();
      assertThatThrownBy(() -> telemetry.observe(empty))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("metric, span, log");
      assertThatThrownBy(() -> empty.put("k", 1)).isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> empty.record("r").named("n"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("n");
      for (FieldSource source : new FieldSource[] {FieldSource.EVENT, FieldSource.LINK}) {
        assertThatThrownBy(() -> empty.span("s", SpanKind.SERVER).of(source))
            .isInstanceOf(InvalidInputException.class)
            .hasMessageContaining(source.name());
      }
      registry.flush();
      assertThat(sum(registry, SchemaKind.RECORD) + sum(registry, SchemaKind.SPAN)).isZero();
      assertThat(registry.operations().health().reasons()).isEmpty();
    }
  }

  @Test
  @Tag("T2")
  default void anObservationThatBeginsAnewForgetsWhatWasThereBefore() {
    TestClock clock = new TestClock();
    try (SchemaRegistry registry = openObserving(quiet(), clock)) {
      Telemetry telemetry = registry.telemetry();
      Observation used = telemetry.observation();
      telemetry.observe(
          used.span("s", SpanKind.SERVER)
              .service("shop")
              .scope("lib", "1")
              .atMillis(TestClock.START.toEpochMilli() - 1)
              .put("a", "x")
              .event("e")
              .put("b", 1)
              .link());
      telemetry.observe(used.log(Severity.WARN, "body").named("n").service("shop"));
      telemetry.observe(used.record("r").put("c", "y"));
      registry.flush();
      assertThat(telemetry.details(Signal.records("r")))
          .satisfies(
              record -> {
                assertThat(record.aspects()).isEmpty();
                assertThat(record.attributes())
                    .singleElement()
                    .satisfies(one -> assertThat(one.key().toString()).isEqualTo("column:c"));
                assertThat(record.seen().first()).isEqualTo(TestClock.START);
              });
      assertThat(telemetry.details(Signal.event("n")).attributes()).isEmpty();
    }
  }

  /** Of the bodies of logs each is counted by one template. */
  private static long bodies(SchemaRegistry registry) {
    return registry
        .telemetry()
        .templates(TemplateQuery.ALL, PageRequest.ofSize(PageRequest.MAX_SIZE))
        .items()
        .stream()
        .mapToLong((LogTemplate one) -> one.seen().count())
        .sum();
  }

  @Test
  @Tag("T2")
  @Tag("W3")
  default void countsAreExactBesideManyFlushesAndAClosingInTheMiddle() throws Exception {
    TelemetryOptions.Builder everyMillisecond =
        TelemetryOptions.builder().flushInterval(Duration.ofMillis(1));
    ObservingThreads threads = new ObservingThreads(8, new Random().nextLong());
    try (threads) {
      for (int opening = 0; opening < 3; opening++) {
        try (SchemaRegistry registry = openObserving(everyMillisecond)) {
          threads.runBeside(registry, 6_000);
        } catch (RegistryException failed) {
          throw new AssertionError(threads.toString(), failed);
        }
        threads.awaitRefused();
      }
    }
    try (SchemaRegistry registry = openObserving()) {
      for (SignalSummary found :
          registry.telemetry().signals(SignalQuery.of(SchemaKind.LOG), PageRequest.FIRST).items()) {
        threads.assertExact(registry, found.signal());
      }
      assertThat(sum(registry, SchemaKind.LOG)).as("%s", threads).isEqualTo(threads.observed());
      assertThat(bodies(registry)).as("%s", threads).isEqualTo(threads.observed());
    }
  }
}
