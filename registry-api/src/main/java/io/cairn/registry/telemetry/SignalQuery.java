package io.cairn.registry.telemetry;

import io.cairn.registry.catalog.NamePattern;
import io.cairn.registry.schema.SchemaKind;
import org.jspecify.annotations.Nullable;

/**
 * Which signals are asked for, and in which order. Immutable and thread-safe.
 *
 * @param kind their kind
 * @param name the pattern of their names
 * @param service the service they come from; null for any
 * @param order which comes first
 */
public record SignalQuery(
    SchemaKind kind, NamePattern name, @Nullable String service, Order order) {

  /** Which signal comes first. */
  public enum Order {
    /** By name, then variant. */
    NAME,
    /** The most often observed; of equals the one by name and variant. */
    COUNT
  }

  /** All signals of a kind, by name. */
  public static SignalQuery of(SchemaKind kind) {
    return new SignalQuery(kind, NamePattern.ANY, null, Order.NAME);
  }

  /** Asks for names of a pattern, such as {@code http.*}. */
  public SignalQuery named(String pattern) {
    return new SignalQuery(kind, new NamePattern(pattern), service, order);
  }

  /** Asks for those of a service. */
  public SignalQuery of(String itsService) {
    return new SignalQuery(kind, name, itsService, order);
  }

  /** Asks for the most often observed first. */
  public SignalQuery mostObservedFirst() {
    return new SignalQuery(kind, name, service, Order.COUNT);
  }
}
