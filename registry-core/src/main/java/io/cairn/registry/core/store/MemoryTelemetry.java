package io.cairn.registry.core.store;

import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AspectConflict;
import io.cairn.registry.telemetry.AspectValue;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SignalQuery;
import io.cairn.registry.telemetry.SignalSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a memory store keeps of what was observed, by the store's lock. */
final class MemoryTelemetry implements TelemetryStore {
  private static final Set<Aspect> TO_AGREE_ON =
      Set.of(Aspect.TYPE, Aspect.UNIT, Aspect.TEMPORALITY, Aspect.MONOTONICITY);
  private static final Comparator<SignalSummary> BY_NAME =
      Comparator.comparing(SignalSummary::signal);
  private static final Comparator<SignalSummary> BY_COUNT =
      Comparator.comparing((SignalSummary one) -> -one.seen().count()).thenComparing(BY_NAME);
  private static final Comparator<Template> MOST_FREQUENT_FIRST =
      Comparator.comparing((Template one) -> -one.tally().count())
          .thenComparing(Template::signal)
          .thenComparing(Template::number);

  private final Object lock;
  private final Runnable requireOpen;
  private final NavigableMap<Signal, KeptSignal> signals = new TreeMap<>();
  private final TelemetryDelta.Handler adding = new Adding();

  MemoryTelemetry(Object lock, Runnable requireOpen) {
    this.lock = lock;
    this.requireOpen = requireOpen;
  }

  /** Adds a delta; the caller has the lock. */
  void add(TelemetryDelta delta) {
    delta.handle(adding);
  }

  private final class Adding implements TelemetryDelta.Handler {
    private KeptSignal kept(Signal signal) {
      return signals.computeIfAbsent(signal, KeptSignal::new);
    }

    @Override
    public void on(TelemetryDelta.OfSignal delta) {
      kept(delta.signal()).add(delta);
    }

    @Override
    public void on(TelemetryDelta.OfAspect delta) {
      kept(delta.signal()).add(delta);
    }

    @Override
    public void on(TelemetryDelta.OfAttribute delta) {
      kept(delta.signal()).add(delta);
    }

    @Override
    public void on(TelemetryDelta.OfTemplate delta) {
      kept(delta.signal()).add(delta);
    }

    @Override
    public void on(TelemetryDelta.TemplateGone delta) {
      KeptSignal kept = signals.get(delta.signal());
      if (kept != null) {
        kept.remove(delta);
      }
    }

    @Override
    public void on(TelemetryDelta.Expiry delta) {
      expire(signals.values().stream().map(KeptSignal::windows), delta);
      expire(signals.values().stream().flatMap(KeptSignal::attributeWindows), delta);
    }
  }

  /** Removes the earliest windows. */
  private static void expire(
      Stream<? extends NavigableMap<Long, ?>> windows, TelemetryDelta.Expiry delta) {
    record Expired(NavigableMap<Long, ?> of, Long start) {}
    windows
        .flatMap(of -> of.headMap(delta.before()).keySet().stream().map(at -> new Expired(of, at)))
        .sorted(Comparator.comparing(Expired::start))
        .limit(delta.limit())
        .toList()
        .forEach(expired -> expired.of().remove(expired.start()));
  }

  private <T> T read(Supplier<T> reading) {
    synchronized (lock) {
      requireOpen.run();
      return reading.get();
    }
  }

  private <T> List<T> readOf(Signal signal, Function<KeptSignal, List<T>> read) {
    return read(
        () -> {
          KeptSignal kept = signals.get(signal);
          return kept == null ? List.of() : read.apply(kept);
        });
  }

  @Override
  public void forEachSignal(Consumer<Known> reader) {
    read(() -> signals.values().stream().map(KeptSignal::known).toList()).forEach(reader);
  }

  @Override
  public List<SignalSummary> signals(SignalQuery query, @Nullable SignalSummary after, int limit) {
    Comparator<SignalSummary> order =
        switch (query.order()) {
          case NAME -> BY_NAME;
          case COUNT -> BY_COUNT;
        };
    return read(
        () ->
            signals.entrySet().stream()
                .filter(one -> one.getKey().kind() == query.kind())
                .filter(one -> query.name().matches(one.getKey().name()))
                .flatMap(one -> summary(one.getKey(), one.getValue(), query.service()))
                .filter(one -> after == null || order.compare(one, after) > 0)
                .sorted(order)
                .limit(limit)
                .toList());
  }

  private static Stream<SignalSummary> summary(
      Signal signal, KeptSignal kept, @Nullable String service) {
    Tally tally = service == null ? kept.tally() : kept.tallyOf(service);
    return Stream.ofNullable(tally).map(one -> new SignalSummary(signal, one.seen()));
  }

  @Override
  public List<Details> details(Collection<Signal> wanted) {
    return read(
        () ->
            wanted.stream()
                .distinct()
                .flatMap(signal -> Stream.ofNullable(signals.get(signal)))
                .map(KeptSignal::details)
                .toList());
  }

  @Override
  public List<AspectConflict> conflicts() {
    return read(
        () -> {
          List<AspectConflict> conflicts = new ArrayList<>();
          signals.forEach(
              (signal, kept) -> {
                if (signal.kind() == SchemaKind.METRIC) {
                  addConflicts(signal, kept, conflicts);
                }
              });
          return List.copyOf(conflicts);
        });
  }

  private static void addConflicts(Signal metric, KeptSignal kept, List<AspectConflict> conflicts) {
    for (Aspect aspect : Aspect.values()) {
      List<AspectValue> values = kept.values(aspect);
      if (TO_AGREE_ON.contains(aspect) && values.size() > 1) {
        conflicts.add(new AspectConflict(metric, aspect, values));
      }
    }
  }

  @Override
  public long count(Signal signal, long from, long to) {
    return read(
        () -> {
          KeptSignal kept = signals.get(signal);
          return kept == null ? 0L : kept.count(from, to);
        });
  }

  @Override
  public List<SignalWindow> windows(Signal signal, long from, long to) {
    return readOf(signal, kept -> kept.windows(from, to));
  }

  @Override
  public List<Presence> presences(Signal signal, long from, long to) {
    return readOf(signal, kept -> kept.presences(from, to));
  }

  @Override
  public List<Window> windows(Signal signal, AttributeKey key, long from, long to) {
    return readOf(signal, kept -> kept.windows(key, from, to));
  }

  @Override
  public List<Estimates> estimates(long from, long to) {
    return read(
        () -> {
          List<Estimates> estimates = new ArrayList<>();
          signals.values().forEach(kept -> kept.addEstimates(from, to, estimates));
          return List.copyOf(estimates);
        });
  }

  @Override
  public List<Template> templates(@Nullable Signal signal, @Nullable Template after, int limit) {
    return read(
        () ->
            (signal == null ? signals.values().stream() : Stream.ofNullable(signals.get(signal)))
                .flatMap(KeptSignal::templates)
                .filter(one -> after == null || MOST_FREQUENT_FIRST.compare(one, after) > 0)
                .sorted(MOST_FREQUENT_FIRST)
                .limit(limit)
                .toList());
  }

  @Override
  public MinerState minerState(Signal signal) {
    return read(
        () -> {
          KeptSignal kept = signals.get(signal);
          return kept == null ? new MinerState(List.of(), 0) : kept.minerState();
        });
  }

  @Override
  public long oldestWindow() {
    return read(
        () ->
            signals.values().stream()
                .flatMap(kept -> Stream.concat(Stream.of(kept.windows()), kept.attributeWindows()))
                .filter(windows -> !windows.isEmpty())
                .mapToLong(NavigableMap::firstKey)
                .min()
                .orElse(Long.MAX_VALUE));
  }
}
