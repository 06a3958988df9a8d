package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.counts.WindowClock;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Metric;
import io.cairn.registry.telemetry.Observation;
import io.cairn.registry.telemetry.Severity;
import io.cairn.registry.telemetry.Signal;
import io.cairn.registry.telemetry.SpanKind;
import io.cairn.registry.telemetry.ValueType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An observation in flat arrays that are used again. Its attributes are in parts, one after the
 * other: those of the observation itself, and those of each event and link.
 */
final class Recording implements Observation {
  private static final int MAX_PARTS = 1_000;

  private final Stripe stripe;
  private final Part first = new Part();

  @Nullable SchemaKind kind;
  String name = "";
  String variant = "";
  @Nullable Metric metric;
  String unit = "";
  @Nullable Severity severity;
  @Nullable String body;
  String service = "";
  String scopeName = "";
  String scopeVersion = "";
  long time = WindowClock.NOW;

  /** How many attributes there were beyond those that are looked at. */
  int excess;

  /** Whether attributes belong to a part there was no room for. */
  private boolean isPartRefused;

  private boolean isNamed;
  private FieldSource source = FieldSource.COLUMN;

  private Part[] parts = {first};
  private int partCount;

  String[] names = new String[16];
  FieldSource[] sources = new FieldSource[16];
  ValueType[] types = new ValueType[16];

  /** The text of a value; null if {@link #bits} has it. */
  @Nullable String[] texts = new String[16];

  long[] bits = new long[16];
  private int size;

  /** What a run of attributes belongs to. */
  enum Owner {
    OBSERVATION,
    /** The observation, which is counted by the part before. */
    SAME_OBSERVATION,
    EVENT,
    LINK
  }

  /** A run of attributes. */
  static final class Part {
    Owner owner = Owner.OBSERVATION;
    String event = "";
    int start;
    int end;
  }

  Recording(Stripe stripe) {
    this.stripe = stripe;
  }

  Stripe stripe() {
    return stripe;
  }

  int parts() {
    return partCount;
  }

  Part part(int index) {
    return parts[index];
  }

  /**
   * The signal this is an observation of.
   *
   * @throws InvalidInputException if nothing was begun
   */
  Signal signal() {
    return new Signal(requireBegun(), signalName(), variant());
  }

  SchemaKind requireBegun() {
    if (kind == null) {
      throw new InvalidInputException(
          "The observation is empty; begin with metric, span, log, profile or record.");
    }
    return kind;
  }

  /** The name of the signal: of a service's logs that of the service. */
  String signalName() {
    return kind == SchemaKind.LOG && !isNamed ? service : name;
  }

  String variant() {
    return isNamed ? Signal.EVENT : variant;
  }

  /** Where attributes went last. */
  FieldSource excessSource() {
    return source;
  }

  boolean isNamed() {
    return isNamed;
  }

  private Recording begin(SchemaKind its, String itsName, FieldSource ofAttributes) {
    Objects.requireNonNull(itsName, "name");
    Arrays.fill(texts, 0, size, null);
    kind = its;
    name = itsName;
    variant = "";
    metric = null;
    unit = "";
    severity = null;
    body = null;
    isNamed = false;
    service = "";
    scopeName = "";
    scopeVersion = "";
    time = WindowClock.NOW;
    excess = 0;
    isPartRefused = false;
    size = 0;
    source = ofAttributes;
    partCount = 1;
    first.owner = Owner.OBSERVATION;
    first.start = 0;
    first.end = 0;
    return this;
  }

  @Override
  public Observation metric(Metric its) {
    begin(SchemaKind.METRIC, its.name(), FieldSource.DATA_POINT);
    metric = its;
    return this;
  }

  @Override
  public Observation span(String itsName, SpanKind itsKind) {
    begin(SchemaKind.SPAN, itsName, FieldSource.SPAN);
    variant = itsKind.name();
    return this;
  }

  @Override
  public Observation log(Severity its, @Nullable String text) {
    begin(SchemaKind.LOG, "", FieldSource.LOG_RECORD);
    severity = its;
    variant = its.name();
    body = text;
    return this;
  }

  @Override
  public Observation named(String eventName) {
    if (kind != SchemaKind.LOG) {
      throw new InvalidInputException(
          "Only a log record has a name of its own; begin with log, then give \""
              + InvalidInputException.abbreviate(eventName)
              + "\".");
    }
    name = Objects.requireNonNull(eventName, "eventName");
    isNamed = true;
    return this;
  }

  @Override
  public Observation profile(String itsName, String itsUnit) {
    begin(SchemaKind.PROFILE, itsName, FieldSource.PROFILE);
    unit = Objects.requireNonNull(itsUnit, "unit");
    return this;
  }

  @Override
  public Observation record(String itsName) {
    return begin(SchemaKind.RECORD, itsName, FieldSource.COLUMN);
  }

  @Override
  public Observation service(String its) {
    service = Objects.requireNonNull(its, "service");
    return this;
  }

  @Override
  public Observation scope(String itsName, String version) {
    scopeName = Objects.requireNonNull(itsName, "scope");
    scopeVersion = Objects.requireNonNull(version, "version");
    return this;
  }

  @Override
  public Observation at(Instant instant) {
    long seconds = instant.getEpochSecond();
    boolean fits = Math.abs(seconds) < Long.MAX_VALUE / 1_000 - 1;
    return atMillis(fits ? instant.toEpochMilli() : seconds < 0 ? 0 : Long.MAX_VALUE);
  }

  @Override
  public Observation atMillis(long epochMillis) {
    time = Math.max(0, epochMillis);
    return this;
  }

  @Override
  public Observation event(String eventName) {
    source = FieldSource.EVENT;
    beginPart(Owner.EVENT, Objects.requireNonNull(eventName, "event"));
    return this;
  }

  @Override
  public Observation link() {
    source = FieldSource.LINK;
    beginPart(Owner.LINK, "");
    return this;
  }

  @Override
  public Observation of(FieldSource wanted) {
    if (wanted == FieldSource.EVENT || wanted == FieldSource.LINK) {
      throw new InvalidInputException(
          "Attributes of " + wanted + " are begun by event(name) or link(), not by their source.");
    }
    source = Objects.requireNonNull(wanted, "source");
    Owner now = parts[partCount - 1].owner;
    if (now == Owner.EVENT || now == Owner.LINK) {
      beginPart(Owner.SAME_OBSERVATION, "");
    }
    return this;
  }

  private void beginPart(Owner owner, String event) {
    requireBegun();
    if (partCount == MAX_PARTS) {
      excess++;
      isPartRefused = true;
      return;
    }
    if (partCount == parts.length) {
      int before = parts.length;
      parts = Arrays.copyOf(parts, 2 * before);
      for (int i = before; i < parts.length; i++) {
        parts[i] = new Part();
      }
    }
    Part part = parts[partCount++];
    part.owner = owner;
    part.event = event;
    part.start = size;
    part.end = size;
  }

  @Override
  public Observation put(String attribute, @Nullable String value) {
    return put(attribute, ValueType.TEXT, value);
  }

  @Override
  public Observation put(String attribute, ValueType type, @Nullable String value) {
    if (value != null) {
      add(attribute, type, value, 0);
    }
    return this;
  }

  @Override
  public Observation put(String attribute, long value) {
    return add(attribute, ValueType.BIGINT, null, value);
  }

  @Override
  public Observation put(String attribute, double value) {
    return add(attribute, ValueType.DOUBLE, null, Double.doubleToLongBits(value));
  }

  @Override
  public Observation put(String attribute, boolean value) {
    return add(attribute, ValueType.BOOLEAN, null, value ? 1 : 0);
  }

  private Recording add(String attribute, ValueType type, @Nullable String text, long itsBits) {
    requireBegun();
    if (size == MAX_ATTRIBUTES || isPartRefused) {
      excess++;
      return this;
    }
    if (size == names.length) {
      grow();
    }
    names[size] = Objects.requireNonNull(attribute, "attribute");
    sources[size] = source;
    types[size] = Objects.requireNonNull(type, "type");
    texts[size] = text;
    bits[size] = itsBits;
    size++;
    parts[partCount - 1].end = size;
    return this;
  }

  private void grow() {
    int to = 2 * names.length;
    names = Arrays.copyOf(names, to);
    sources = Arrays.copyOf(sources, to);
    types = Arrays.copyOf(types, to);
    texts = Arrays.copyOf(texts, to);
    bits = Arrays.copyOf(bits, to);
  }
}
