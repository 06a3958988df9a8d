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
 * An observation that is used again. Its attributes are in parts, one after the other: those of the
 * observation itself, and those of each event and link. As in {@link Attributes}, a reference that
 * is there already is not written again; this is why it is compared.
 */
@SuppressWarnings("ReferenceEquality")
final class Recording implements Observation {
  private static final int MAX_PARTS = 1_000;

  private final Stripe stripe;
  private final Part first = new Part();

  @Nullable SchemaKind kind;
  private String name = "";
  private String variant = "";
  private @Nullable Metric metric;
  String unit = "";
  private @Nullable Severity severity;
  @Nullable String body;
  private boolean hasService;
  private String service = "";
  private boolean hasScope;
  private String scopeName = "";
  private String scopeVersion = "";
  long time = WindowClock.NOW;

  /** How many attributes there were beyond those that are looked at. */
  int excess;

  /** Whether attributes belong to a part there was no room for. */
  private boolean isPartRefused;

  private boolean isNamed;
  private FieldSource source = FieldSource.COLUMN;

  private Part[] parts = {first};
  private int partCount;

  /** Where attributes go. */
  private Part current = first;

  final Attributes attributes = new Attributes();

  /** What a run of attributes belongs to. */
  enum Owner {
    OBSERVATION,
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
    return kind == SchemaKind.LOG && !isNamed ? service() : name;
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

  @Nullable Metric metric() {
    return kind == SchemaKind.METRIC ? metric : null;
  }

  @Nullable Severity severity() {
    return kind == SchemaKind.LOG ? severity : null;
  }

  String service() {
    return hasService ? service : "";
  }

  String scopeName() {
    return hasScope ? scopeName : "";
  }

  String scopeVersion() {
    return hasScope ? scopeVersion : "";
  }

  private Recording begin(
      SchemaKind its, String itsName, String itsVariant, String itsUnit, FieldSource ofAttributes) {
    Objects.requireNonNull(itsName, "name");
    Objects.requireNonNull(itsUnit, "unit");
    if (kind != its) {
      kind = its;
    }
    if (name != itsName) {
      name = itsName;
    }
    if (variant != itsVariant) {
      variant = itsVariant;
    }
    if (unit != itsUnit) {
      unit = itsUnit;
    }
    body = null;
    isNamed = false;
    hasService = false;
    hasScope = false;
    time = WindowClock.NOW;
    excess = 0;
    isPartRefused = false;
    attributes.clear();
    source = ofAttributes;
    partCount = 1;
    current = first;
    first.start = 0;
    first.end = 0;
    return this;
  }

  @Override
  public Observation metric(Metric its) {
    begin(SchemaKind.METRIC, its.name(), "", "", FieldSource.DATA_POINT);
    if (metric != its) {
      metric = its;
    }
    return this;
  }

  @Override
  public Observation span(String itsName, SpanKind itsKind) {
    return begin(SchemaKind.SPAN, itsName, itsKind.name(), "", FieldSource.SPAN);
  }

  @Override
  public Observation log(Severity its, @Nullable String text) {
    begin(SchemaKind.LOG, "", its.name(), "", FieldSource.LOG_RECORD);
    if (severity != its) {
      severity = its;
    }
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
    return begin(SchemaKind.PROFILE, itsName, "", itsUnit, FieldSource.PROFILE);
  }

  @Override
  public Observation record(String itsName) {
    return begin(SchemaKind.RECORD, itsName, "", "", FieldSource.COLUMN);
  }

  @Override
  public Observation service(String its) {
    Objects.requireNonNull(its, "service");
    if (service != its) {
      service = its;
    }
    hasService = true;
    return this;
  }

  @Override
  public Observation scope(String itsName, String version) {
    Objects.requireNonNull(itsName, "scope");
    Objects.requireNonNull(version, "version");
    if (scopeName != itsName) {
      scopeName = itsName;
    }
    if (scopeVersion != version) {
      scopeVersion = version;
    }
    hasScope = true;
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
    current = first;
    isPartRefused = false;
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
    current = parts[partCount++];
    current.owner = owner;
    if (current.event != event) {
      current.event = event;
    }
    current.start = attributes.size();
    current.end = attributes.size();
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

  private Recording add(String attribute, ValueType type, @Nullable String text, long bits) {
    requireBegun();
    if (attributes.size() == MAX_ATTRIBUTES || isPartRefused) {
      excess++;
      return this;
    }
    attributes.insert(current.end, attribute, source, type, text, bits);
    current.end++;
    if (current == first) {
      for (int i = 1; i < partCount; i++) {
        parts[i].start++;
        parts[i].end++;
      }
    }
    return this;
  }
}
