package io.cairn.registry.sqlite;

import io.cairn.registry.core.cardinality.CardinalitySketch;
import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.cardinality.ValueHasher;
import io.cairn.registry.core.store.Commit;
import io.cairn.registry.core.store.CommitOutcome;
import io.cairn.registry.core.store.Operation;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.testkit.TestClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file in which something was observed of every kind: two hours of a small shop. */
final class ObservedFile {
  static final long HOUR = 3_600_000;

  /** 2026-01-01T00:00Z. */
  static final long START = TestClock.START.toEpochMilli();

  static final Signal REQUESTS = Signal.metric("http.requests");
  static final Signal CHECKOUT = Signal.span("checkout", SpanKind.SERVER);
  static final Signal INFOS = Signal.logs("shop", Severity.INFO);

  private final List<Operation> deltas = new ArrayList<>();

  private ObservedFile() {}

  /** Writes it. */
  static void create(Path file) {
    ObservedFile observed = new ObservedFile();
    observed.metric();
    observed.span();
    observed.logs();
    try (SqliteStore store = SqliteStore.open(file, new TestClock())) {
      CommitOutcome outcome = store.commit(Commit.counts(observed.deltas)).join();
      if (!(outcome instanceof CommitOutcome.Applied)) {
        throw new AssertionError(outcome);
      }
    }
  }

  static StoredSketch sketch(int values) {
    ValueHasher hasher = ValueHasher.create();
    CardinalitySketch sketch = new CardinalitySketch();
    for (long value = 0; value < values; value++) {
      sketch.add(hasher.hash(value));
    }
    return sketch.stored();
  }

  static Tally tally(long count) {
    return new Tally(count, START + 1_000, START + HOUR + 2_500);
  }

  private void add(TelemetryDelta delta) {
    deltas.add(new Operation.AddTelemetry(delta));
  }

  private void signal(Signal signal, long count) {
    add(new TelemetryDelta.OfSignal(signal, START, tally(count)));
  }

  private void said(Signal signal, Aspect aspect, String value, long count) {
    add(new TelemetryDelta.OfAspect(signal, aspect, value, tally(count)));
  }

  private void attribute(Signal signal, AttributeKey key, long start, int values, int types) {
    add(
        new TelemetryDelta.OfAttribute(
            signal, key, start, tally(25), types, sketch(values), List.of("a", "b\"")));
  }

  private void metric() {
    signal(REQUESTS, 100);
    said(REQUESTS, Aspect.SERVICE, "shop", 60);
    said(REQUESTS, Aspect.SERVICE, "pay", 40);
    said(REQUESTS, Aspect.TYPE, "SUM", 99);
    said(REQUESTS, Aspect.TYPE, "GAUGE", 1);
    said(REQUESTS, Aspect.UNIT, "ms", 100);
    said(REQUESTS, Aspect.DESCRIPTION, "Requests", 100);
    AttributeKey route = AttributeKey.of(FieldSource.DATA_POINT, "route");
    attribute(REQUESTS, route, START, 3, 1);
    attribute(REQUESTS, route, START + HOUR, 2_000, 2);
  }

  private void span() {
    signal(CHECKOUT, 50);
    said(CHECKOUT, Aspect.SERVICE, "shop", 50);
    said(CHECKOUT, Aspect.EVENT, "exception", 100);
    said(CHECKOUT, Aspect.LINK, "link", 25);
    attribute(CHECKOUT, AttributeKey.of(FieldSource.SPAN, "cart"), START, 20, 1);
    attribute(CHECKOUT, AttributeKey.ofEvent("exception", "message"), START, 9, 1);
    attribute(CHECKOUT, AttributeKey.of(FieldSource.LINK, "kind"), START, 2, 1);
  }

  private void logs() {
    signal(INFOS, 80);
    said(INFOS, Aspect.SERVICE, "shop", 80);
    add(new TelemetryDelta.OfTemplate(INFOS, 1, "1", "paid <NUM>", "paid 5", tally(60)));
    add(new TelemetryDelta.OfTemplate(INFOS, 2, "2", "lost <*>", "lost it", tally(20)));
  }
}
