package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.store.TelemetryStore;
import io.cairn.registry.core.telemetry.Overflow.Bound;
import io.cairn.registry.core.templates.Template;
import io.cairn.registry.core.templates.TemplateBudget;
import io.cairn.registry.core.templates.TemplateMiner;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.TemplateSettings;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything that there is room for, also from before the registry was opened: so that the bounds
 * are bounds of the file, too. Its lock is held while something new comes in. Thread-safe.
 */
final class Directory {
  private final TelemetryOptions options;
  private final Overflow overflow;
  private final Map<Signal, TrackedSignal> signals = new ConcurrentHashMap<>();
  private final TemplateBudget budget;
  private final Map<String, TemplateSettings> templates = new ConcurrentHashMap<>();
  private int attributes;

  private Directory(TelemetryOptions options, Overflow overflow) {
    this.options = options;
    this.overflow = overflow;
    budget = TemplateBudget.of(options.maxTemplates());
  }

  /** What the store has already. */
  static Directory of(TelemetryStore store, TelemetryOptions options, Overflow overflow) {
    Directory directory = new Directory(options, overflow);
    store.forEachSignal(directory::know);
    for (TrackedSignal signal : directory.signals()) {
      TemplateMiner miner = signal.miner();
      if (miner != null) {
        TelemetryStore.MinerState state = store.minerState(signal.signal);
        miner.restore(
            state.templates().stream().map(Directory::template).toList(), state.lastNumber());
      }
    }
    return directory;
  }

  private static Template template(TelemetryStore.Template kept) {
    return new Template(kept.number(), kept.path(), kept.template(), kept.example());
  }

  /**
   * Asks how templates are made of the logs of a name, if it has not been asked. No lock may be
   * held. An answer that fails is that of the defaults.
   */
  void askForTemplates(String name) {
    if (!templates.containsKey(name) && templates.size() < options.maxSignals()) {
      TemplateSettings settings;
      try {
        settings = Objects.requireNonNull(options.templates(name));
      } catch (RuntimeException failed) {
        settings = TemplateSettings.DEFAULTS;
      }
      templates.putIfAbsent(name, settings);
    }
  }

  /** Finds the templates of some logs. */
  TemplateMiner newMiner(Signal logs) {
    TemplateSettings settings = templates.getOrDefault(logs.name(), TemplateSettings.DEFAULTS);
    return new TemplateMiner(settings, budget, body -> options.redaction().example(logs, body));
  }

  private synchronized void know(TelemetryStore.Known known) {
    if (known.signal().kind() == SchemaKind.LOG) {
      askForTemplates(known.signal().name());
    }
    TrackedSignal signal = new TrackedSignal(known.signal(), this);
    signals.put(known.signal(), signal);
    known.attributes().forEach(signal::know);
    known.said().forEach(said -> signal.know(said.aspect(), said.value()));
    attributes += signal.counted();
  }

  TelemetryOptions options() {
    return options;
  }

  void note(Bound bound) {
    overflow.note(bound);
  }

  /** A name as it is kept. */
  String bounded(String name) {
    String bounded = Names.ofBounded(name);
    if (bounded.length() < name.length() && bounded.equals(Signal.OTHER)) {
      overflow.note(Bound.LENGTH);
    }
    return bounded;
  }

  /** The signal, or the one that is counted in its place. */
  TrackedSignal signal(Signal wanted) {
    TrackedSignal known = signals.get(wanted);
    return known != null ? known : newSignal(wanted);
  }

  private synchronized TrackedSignal newSignal(Signal wanted) {
    String name = isOfNoService(wanted) ? "" : bounded(wanted.name());
    Signal signal = new Signal(wanted.kind(), name, wanted.variant());
    TrackedSignal known = signals.get(signal);
    if (known == null && signals.size() >= options.maxSignals()) {
      overflow.note(Bound.SIGNALS);
      signal = new Signal(wanted.kind(), Signal.OTHER, wanted.variant());
      known = signals.get(signal);
    }
    if (known == null) {
      known = new TrackedSignal(signal, this);
      signals.put(signal, known);
    }
    return known;
  }

  private static boolean isOfNoService(Signal signal) {
    return signal.kind() == SchemaKind.LOG
        && signal.name().isEmpty()
        && !signal.variant().equals(Signal.EVENT);
  }

  /** Whether there is room for one more attribute, which is taken then. */
  synchronized boolean takeAttribute() {
    if (attributes >= options.maxAttributes()) {
      return false;
    }
    attributes++;
    return true;
  }

  /** All signals, also those that nothing was observed of lately. */
  Iterable<TrackedSignal> signals() {
    return signals.values();
  }
}
