package io.cairn.registry.testkit;

import io.cairn.registry.core.store.Tally;
import io.cairn.registry.core.store.TelemetryDelta;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Deltas by chance of a few signals, with names of all kinds; those of a seed are the same. */
final class RandomTelemetry {
  /** In Java's order, which is not the one of code points. */
  static final List<String> NAMES =
      List.of("", "A", "a", "a.b", "b*?", "\u00E9", "\uD83D\uDE00", "\uFF5E");

  static final long HOUR = 3_600_000L;
  static final int WINDOWS = 6;

  /** So few that a window's are counted exactly, and every estimate is at least the one before. */
  private static final int FEW = 300;

  private static final int MANY = 2_000;

  private final Random random;

  RandomTelemetry(long seed) {
    random = new Random(seed);
  }

  /** One of each signal first, so that all of them were observed. */
  List<TelemetryDelta> commuting(int size) {
    List<TelemetryDelta> deltas = new ArrayList<>();
    signals().forEach(one -> deltas.add(ofSignal(one)));
    while (deltas.size() < size) {
      deltas.add(
          switch (random.nextInt(4)) {
            case 0 -> ofSignal(signal());
            case 1 -> new TelemetryDelta.OfAspect(signal(), any(Aspect.values()), name(), tally(0));
            default -> ofAttribute(FEW, List.of());
          });
    }
    return deltas;
  }

  /** Any, also what depends on the order. */
  TelemetryDelta any() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> ofSignal(signal());
      case 2, 3 -> new TelemetryDelta.OfAspect(signal(), any(Aspect.values()), name(), tally(0));
      case 4, 5, 6 -> template();
      case 7 -> new TelemetryDelta.TemplateGone(logs(), random.nextInt(5), 5 + random.nextInt(3));
      case 8 ->
          random.nextInt(4) == 0
              ? new TelemetryDelta.Expiry(window(random.nextInt(WINDOWS)), Integer.MAX_VALUE)
              : ofSignal(signal());
      default -> ofAttribute(MANY, List.of(name(), name()));
    };
  }

  private static List<Signal> signals() {
    List<Signal> all = new ArrayList<>();
    for (String name : NAMES) {
      all.add(Signal.metric(name));
      all.add(Signal.span(name, SpanKind.CLIENT));
      all.add(Signal.logs(name, Severity.WARN));
    }
    return all;
  }

  private Signal signal() {
    List<Signal> all = signals();
    return all.get(random.nextInt(all.size()));
  }

  private Signal logs() {
    return Signal.logs(random.nextBoolean() ? "a" : "A", Severity.WARN);
  }

  private TelemetryDelta ofSignal(Signal signal) {
    int window = window();
    return new TelemetryDelta.OfSignal(signal, start(window), tally(window));
  }

  private TelemetryDelta ofAttribute(int values, List<String> samples) {
    int window = window();
    int first = 1_000 * window + random.nextInt(50);
    return new TelemetryDelta.OfAttribute(
        signal(),
        new AttributeKey(any(FieldSource.values()), random.nextBoolean() ? "" : name(), name()),
        start(window),
        tally(window),
        1 << random.nextInt(14),
        random.nextInt(3) == 0
            ? null
            : TelemetryReadings.sketch(first, first + random.nextInt(values)),
        samples);
  }

  private TelemetryDelta template() {
    return new TelemetryDelta.OfTemplate(
        logs(),
        random.nextInt(5),
        "path" + random.nextInt(3),
        name() + " <*>",
        random.nextBoolean() ? "" : name(),
        tally(random.nextInt(WINDOWS)));
  }

  /** The last of them is none. */
  private int window() {
    return random.nextInt(WINDOWS + 1);
  }

  private static long start(int window) {
    return window == WINDOWS ? TelemetryDelta.NO_WINDOW : window(window);
  }

  static long window(int number) {
    return (number - 1) * HOUR;
  }

  private Tally tally(int window) {
    long first = window(window) + random.nextInt(1_000);
    return new Tally(1 + random.nextInt(9), first, first + random.nextInt(1_000));
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private <T> T any(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
