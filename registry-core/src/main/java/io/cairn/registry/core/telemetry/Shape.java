package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.counts.Counts;
import io.cairn.registry.core.store.Tally;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What observations with the same names and types have in common, and how many there were since
 * this was folded last. One part of an observation each. Belongs to a stripe.
 */
final class Shape {
  /** Longer names are not kept for comparing. */
  private static final int MAX_LENGTH = 1_024;

  private static final int CHARACTERS_A_SHAPE = 200;
  private static final int CHARACTERS_A_NAME = 40;

  final long hash;
  private final Recording.Owner owner;
  private final String event;
  private final SchemaKind kind;
  private final String signalName;
  private final String variant;
  private final @Nullable Metric metric;
  private final String unit;
  private final @Nullable Severity severity;
  private final String service;
  private final String scopeName;
  private final String scopeVersion;
  private final String[] names;
  private final FieldSource[] sources;
  private final ValueType[] types;

  /** Which attributes are there before by the same name; under OTHER all are counted. */
  private final boolean[] repeated;

  final Parts parts;
  private long window;
  private final Counts counts = new Counts();

  /**
   * What it is counted by.
   *
   * @param tracked the signal
   * @param signal the signal's own cell; null for a part that is no observation by itself
   * @param said the values of aspects
   * @param attributes the attributes, in the order they stand in the observation
   */
  record Parts(
      TrackedSignal tracked,
      @Nullable Cell<TrackedSignal> signal,
      List<SaidCell> said,
      List<Cell<TrackedAttribute>> attributes) {
    Parts {
      said = List.copyOf(said);
      attributes = List.copyOf(attributes);
    }
  }

  Shape(long hash, Recording from, Recording.Part part, Parts parts) {
    this.hash = hash;
    owner = part.owner;
    event = part.event;
    kind = from.requireBegun();
    signalName = from.signalName();
    variant = from.variant();
    metric = from.metric();
    unit = from.unit;
    severity = from.severity();
    service = from.service();
    scopeName = from.scopeName();
    scopeVersion = from.scopeVersion();
    int size = part.end - part.start;
    names = new String[size];
    sources = new FieldSource[size];
    types = new ValueType[size];
    System.arraycopy(from.attributes.names, part.start, names, 0, size);
    System.arraycopy(from.attributes.sources, part.start, sources, 0, size);
    System.arraycopy(from.attributes.types, part.start, types, 0, size);
    this.parts = parts;
    repeated = repeated(parts.attributes);
  }

  private static boolean[] repeated(List<Cell<TrackedAttribute>> attributes) {
    boolean[] repeated = new boolean[attributes.size()];
    Set<Cell<TrackedAttribute>> before = new HashSet<>();
    for (int i = 0; i < repeated.length; i++) {
      Cell<TrackedAttribute> cell = attributes.get(i);
      repeated[i] = !before.add(cell) && !cell.counted.key.name().equals(Signal.OTHER);
    }
    return repeated;
  }

  static long hash(Recording from, Recording.Part part) {
    long hash = from.signalName().hashCode() * 31L + from.variant().hashCode();
    hash = hash * 31 + from.service().hashCode();
    hash = hash * 31 + from.scopeName().hashCode();
    hash = hash * 31 + part.event.hashCode();
    for (int i = part.start; i < part.end; i++) {
      hash = hash * 0x100000001B3L + from.attributes.names[i].hashCode();
      hash = hash * 31 + from.attributes.types[i].code();
    }
    return mixed(hash);
  }

  private static long mixed(long hash) {
    long mixed = hash * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 32);
  }

  /** Whether a part of an observation is of this shape, given that their hashes are equal. */
  boolean isOf(Recording from, Recording.Part part) {
    if (owner != part.owner || names.length != part.end - part.start || !isOfSignal(from)) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      int at = part.start + i;
      if (types[i] != from.attributes.types[at]
          || sources[i] != from.attributes.sources[at]
          || !names[i].equals(from.attributes.names[at])) {
        return false;
      }
    }
    return event.equals(part.event);
  }

  private boolean isOfSignal(Recording from) {
    return kind == from.kind
        && severity == from.severity()
        && signalName.equals(from.signalName())
        && variant.equals(from.variant())
        && service.equals(from.service())
        && scopeName.equals(from.scopeName())
        && scopeVersion.equals(from.scopeVersion())
        && unit.equals(from.unit)
        && Objects.equals(metric, from.metric());
  }

  /** Whether it is small enough to be kept. */
  boolean isKept() {
    for (String name : names) {
      if (name.length() > MAX_LENGTH) {
        return false;
      }
    }
    int described = metric == null ? 0 : metric.description().length() + metric.unit().length();
    return Math.max(signalName.length(), service.length()) <= MAX_LENGTH
        && Math.max(scopeName.length(), scopeVersion.length()) <= MAX_LENGTH
        && Math.max(event.length(), unit.length()) <= MAX_LENGTH
        && described <= 4 * MAX_LENGTH;
  }

  /** How much there is to keep of it, in characters, about. */
  int size() {
    int size = CHARACTERS_A_SHAPE + names.length * CHARACTERS_A_NAME;
    size += signalName.length() + service.length() + scopeName.length() + scopeVersion.length();
    size += event.length() + unit.length();
    if (metric != null) {
      size += metric.description().length() + metric.unit().length();
    }
    for (String name : names) {
      size += name.length();
    }
    return size;
  }

  /** Counts an observation. */
  void count(long itsWindow, long millis, StripeMemory memory) {
    if (itsWindow != window) {
      fold(memory);
      window = itsWindow;
    }
    counts.add(millis);
  }

  /** Adds what was counted to everything that has counts of its own. */
  void fold(StripeMemory memory) {
    if (counts.isEmpty()) {
      return;
    }
    Tally tally = counts.tally();
    Tally uncounted = new Tally(0, tally.first(), tally.last());
    if (parts.signal != null) {
      parts.signal.add(window, tally, 0, memory);
    }
    for (SaidCell said : parts.said) {
      said.counts.add(tally);
    }
    for (int i = 0; i < types.length; i++) {
      Tally times = repeated[i] ? uncounted : tally;
      parts.attributes.get(i).add(window, times, 1 << types[i].code(), memory);
    }
    counts.clear();
  }
}
