package io.cairn.registry.core.telemetry;

import io.cairn.registry.core.telemetry.Overflow.Bound;
import io.cairn.registry.core.templates.TemplateMiner;
import io.cairn.registry.schema.FieldSource;
import io.cairn.registry.schema.SchemaKind;
import io.cairn.registry.telemetry.Aspect;
import io.cairn.registry.telemetry.AttributeKey;
import io.cairn.registry.telemetry.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A signal that there is room for, with its attributes and what was said of it. Thread-safe;
 * compared by identity.
 */
final class TrackedSignal {
  final Signal signal;
  private final Directory directory;
  private final Map<AttributeKey, TrackedAttribute> attributes = new ConcurrentHashMap<>();
  private final Map<Aspect, Map<String, TrackedSaid>> said = new EnumMap<>(Aspect.class);
  private final @Nullable TemplateMiner miner;
  private int counted;

  TrackedSignal(Signal signal, Directory directory) {
    this.signal = signal;
    this.directory = directory;
    miner = signal.kind() == SchemaKind.LOG ? directory.newMiner(signal) : null;
  }

  /** The attribute of a name, or the one that is counted in its place. */
  TrackedAttribute attribute(FieldSource source, String event, String name) {
    AttributeKey key = new AttributeKey(source, event, directory.bounded(name));
    TrackedAttribute known = attributes.get(key);
    return known != null ? known : newAttribute(key);
  }

  private TrackedAttribute newAttribute(AttributeKey wanted) {
    synchronized (directory) {
      AttributeKey key = wanted;
      TrackedAttribute known = attributes.get(key);
      if (known == null && !isOther(key.name())) {
        if (counted < directory.options().maxAttributesPerSignal() && directory.takeAttribute()) {
          counted++;
        } else {
          directory.note(Bound.ATTRIBUTES);
          key = new AttributeKey(key.source(), key.event(), Signal.OTHER);
          known = attributes.get(key);
        }
      }
      return known != null ? known : add(key);
    }
  }

  private TrackedAttribute add(AttributeKey key) {
    TrackedAttribute attribute = new TrackedAttribute(this, key);
    attributes.put(key, attribute);
    return attribute;
  }

  /** The value of an aspect, or the one that is counted in its place. */
  TrackedSaid said(Aspect aspect, String value) {
    String bounded = directory.bounded(value);
    synchronized (directory) {
      Map<String, TrackedSaid> values =
          said.computeIfAbsent(aspect, any -> new ConcurrentHashMap<>());
      TrackedSaid known = values.get(bounded);
      if (known == null
          && !isOther(bounded)
          && values.size() >= directory.options().maxValuesPerAspect()) {
        directory.note(Bound.VALUES);
        bounded = Signal.OTHER;
        known = values.get(bounded);
      }
      return known != null ? known : add(values, aspect, bounded);
    }
  }

  private TrackedSaid add(Map<String, TrackedSaid> values, Aspect aspect, String value) {
    TrackedSaid added = new TrackedSaid(this, aspect, value);
    values.put(value, added);
    return added;
  }

  /** Finds the template of a log record's body, and counts it. */
  void mine(String body, long millis) {
    if (miner != null) {
      long unused = miner.add(body, millis);
    }
  }

  /** The miner of log records' bodies; null for all other signals. */
  @Nullable TemplateMiner miner() {
    return miner;
  }

  /** How many attributes take room. */
  int counted() {
    return counted;
  }

  /** Knows an attribute from before, whatever the bounds are now. */
  void know(AttributeKey key) {
    add(key);
    if (!isOther(key.name())) {
      counted++;
    }
  }

  /** Knows a value from before, whatever the bounds are now. */
  void know(Aspect aspect, String value) {
    add(said.computeIfAbsent(aspect, any -> new ConcurrentHashMap<>()), aspect, value);
  }

  private static boolean isOther(String name) {
    return name.equals(Signal.OTHER);
  }
}
