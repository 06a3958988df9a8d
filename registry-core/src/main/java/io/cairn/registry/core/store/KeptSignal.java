package io.cairn.registry.core.store;

import io.cairn.registry.core.cardinality.StoredSketch;
import io.cairn.registry.core.store.TelemetryStore.Attribute;
import io.cairn.registry.core.store.TelemetryStore.Estimates;
import io.cairn.registry.core.store.TelemetryStore.MinerState;
import io.cairn.registry.core.store.TelemetryStore.Presence;
import io.cairn.registry.core.store.TelemetryStore.SignalWindow;
import io.cairn.registry.core.store.TelemetryStore.Template;
import io.cairn.registry.core.store.TelemetryStore.Window;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a memory store keeps of a signal. Not thread-safe. */
final class KeptSignal {
  static final Tally NOTHING = new Tally(0, Long.MAX_VALUE, Long.MIN_VALUE);

  private static final Comparator<AspectValue> MOST_SAID_FIRST =
      Comparator.comparing((AspectValue value) -> -value.seen().count())
          .thenComparing(AspectValue::value);
  private static final Comparator<Template> LAST_SEEN_LAST =
      Comparator.comparingLong((Template template) -> template.tally().last())
          .thenComparingLong(Template::number);

  private final Signal signal;
  private Tally tally = NOTHING;
  private final NavigableMap<Long, Tally> windows = new TreeMap<>();
  private final Map<Aspect, Map<String, Tally>> aspects = new EnumMap<>(Aspect.class);
  private final NavigableMap<AttributeKey, KeptAttribute> attributes = new TreeMap<>();
  private final NavigableMap<Long, Text> templates = new TreeMap<>();
  private long lastNumber;

  /** A template, but for what its signal says. */
  private record Text(String path, String template, String example, Tally tally) {
    static final Text NONE = new Text("", "", "", NOTHING);

    Text plus(Tally more) {
      return new Text(path, template, example, tally.plus(more));
    }
  }

  KeptSignal(Signal signal) {
    this.signal = signal;
  }

  void add(TelemetryDelta.OfSignal delta) {
    tally = tally.plus(delta.tally());
    if (delta.window() != TelemetryDelta.NO_WINDOW) {
      windows.merge(delta.window(), delta.tally(), Tally::plus);
    }
  }

  void add(TelemetryDelta.OfAspect delta) {
    aspects
        .computeIfAbsent(delta.aspect(), any -> new TreeMap<>())
        .merge(delta.value(), delta.tally(), Tally::plus);
  }

  void add(TelemetryDelta.OfAttribute delta) {
    attributes.computeIfAbsent(delta.key(), any -> new KeptAttribute()).add(delta);
  }

  void add(TelemetryDelta.OfTemplate delta) {
    Text before = templates.getOrDefault(delta.number(), Text.NONE);
    String example = before.example().isEmpty() ? delta.example() : before.example();
    put(
        delta.number(),
        new Text(delta.path(), delta.template(), example, before.tally().plus(delta.tally())));
  }

  void remove(TelemetryDelta.TemplateGone delta) {
    Text gone = templates.remove(delta.number());
    if (gone != null) {
      Text heir = templates.getOrDefault(delta.takenOverBy(), Text.NONE);
      put(delta.takenOverBy(), heir.plus(gone.tally()));
    }
  }

  private void put(long number, Text text) {
    templates.put(number, text);
    lastNumber = Math.max(lastNumber, number);
  }

  Tally tally() {
    return tally;
  }

  /** What a service said of it; null if it said nothing. */
  @Nullable Tally tallyOf(String service) {
    return aspects.getOrDefault(Aspect.SERVICE, Map.of()).get(service);
  }

  TelemetryStore.Known known() {
    return new TelemetryStore.Known(
        signal,
        Set.copyOf(attributes.keySet()),
        said()
            .map(value -> new TelemetryStore.Said(value.aspect(), value.value()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  private Stream<AspectValue> said() {
    return aspects.keySet().stream().flatMap(aspect -> values(aspect).stream());
  }

  /** What was said of an aspect, the most often said first. */
  List<AspectValue> values(Aspect aspect) {
    return aspects.getOrDefault(aspect, Map.of()).entrySet().stream()
        .map(one -> new AspectValue(aspect, one.getKey(), one.getValue().seen()))
        .sorted(MOST_SAID_FIRST)
        .toList();
  }

  TelemetryStore.Details details() {
    List<Attribute> all = new ArrayList<>();
    attributes.forEach((key, attribute) -> all.add(attribute.details(key)));
    return new TelemetryStore.Details(signal, tally, said().toList(), List.copyOf(all));
  }

  long count(long from, long to) {
    return windows.subMap(from, to).values().stream().mapToLong(Tally::count).sum();
  }

  List<SignalWindow> windows(long from, long to) {
    return windows.subMap(from, to).entrySet().stream()
        .map(one -> new SignalWindow(one.getKey(), one.getValue()))
        .toList();
  }

  List<Presence> presences(long from, long to) {
    List<Presence> present = new ArrayList<>();
    attributes.forEach((key, attribute) -> attribute.addPresence(key, from, to, present));
    return List.copyOf(present);
  }

  List<Window> windows(AttributeKey key, long from, long to) {
    KeptAttribute attribute = attributes.get(key);
    return attribute == null ? List.of() : attribute.windows(from, to);
  }

  void addEstimates(long from, long to, List<Estimates> estimates) {
    attributes.forEach(
        (key, attribute) -> {
          List<Window> found = attribute.windows(from, to);
          if (!found.isEmpty()) {
            long[] each = found.stream().mapToLong(one -> estimate(one.sketch())).toArray();
            estimates.add(
                new Estimates(
                    signal, key, Arrays.stream(each).sum(), Arrays.stream(each).max().orElse(0)));
          }
        });
  }

  static long estimate(StoredSketch sketch) {
    return sketch.cardinality().estimate();
  }

  Stream<Template> templates() {
    return templates.entrySet().stream()
        .map(
            one ->
                new Template(
                    signal,
                    one.getKey(),
                    one.getValue().path(),
                    one.getValue().template(),
                    one.getValue().example(),
                    one.getValue().tally(),
                    tally.count()));
  }

  MinerState minerState() {
    return new MinerState(
        templates().filter(one -> one.number() != 0).sorted(LAST_SEEN_LAST).toList(), lastNumber);
  }

  /** The windows of the signal itself, to be changed. */
  NavigableMap<Long, Tally> windows() {
    return windows;
  }

  /** The windows of each attribute, to be changed. */
  Stream<NavigableMap<Long, KeptAttribute.Kept>> attributeWindows() {
    return attributes.values().stream().map(KeptAttribute::windows);
  }
}
