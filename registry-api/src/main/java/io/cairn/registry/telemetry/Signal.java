package io.cairn.registry.telemetry;

import io.cairn.registry.Subject;
import io.cairn.registry.schema.SchemaKind;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is observed: a metric, a span, the logs of a service, a profile, or records of one name.
 * Ordered by kind, name and variant. Immutable and thread-safe.
 *
 * @param kind METRIC, SPAN, LOG, PROFILE or RECORD
 * @param name its name; of logs without a name of their own it is the service
 * @param variant what tells signals of one name apart: the kind of a span, the severity of a
 *     service's logs, {@value #EVENT} for logs with a name of their own; empty for all others
 */
public record Signal(SchemaKind kind, String name, String variant) implements Comparable<Signal> {
  /**
   * The name under which everything is counted that finds no room in a bound, whatever the bound:
   * signals, attributes, services and all other values of aspects.
   */
  public static final String OTHER = "__other__";

  /** The longest name of a signal, an attribute or a value of an aspect, in UTF-16 characters. */
  public static final int MAX_NAME_LENGTH = 255;

  /** The variant of logs with a name of their own. */
  public static final String EVENT = "EVENT";

  private static final String NAMESPACE = "telemetry.";

  private static final Map<String, SchemaKind> KINDS =
      Stream.of(
              SchemaKind.METRIC,
              SchemaKind.SPAN,
              SchemaKind.LOG,
              SchemaKind.PROFILE,
              SchemaKind.RECORD)
          .collect(Collectors.toUnmodifiableMap(Signal::namespace, kind -> kind));

  private static final Map<SchemaKind, Set<String>> VARIANTS =
      Map.of(
          SchemaKind.SPAN,
          names(Stream.of(SpanKind.values())),
          SchemaKind.LOG,
          names(Stream.concat(Stream.of(Severity.values()), Stream.of(EVENT))));

  private static final Comparator<Signal> ORDER =
      Comparator.comparing(Signal::kind).thenComparing(Signal::name).thenComparing(Signal::variant);

  public static Signal metric(String name) {
    return new Signal(SchemaKind.METRIC, name, "");
  }

  public static Signal span(String name, SpanKind kind) {
    return new Signal(SchemaKind.SPAN, name, kind.name());
  }

  /** The logs of a service that have no name of their own. */
  public static Signal logs(String service, Severity severity) {
    return new Signal(SchemaKind.LOG, service, severity.name());
  }

  /** The logs of a name, from whatever service. */
  public static Signal event(String name) {
    return new Signal(SchemaKind.LOG, name, EVENT);
  }

  public static Signal profile(String name) {
    return new Signal(SchemaKind.PROFILE, name, "");
  }

  public static Signal records(String name) {
    return new Signal(SchemaKind.RECORD, name, "");
  }

  /**
   * The subject under which its schema is registered if nothing else is wanted: in the namespace
   * {@code telemetry.metric}, {@code telemetry.span} and so on, with the name, and the variant
   * behind a slash if there is one.
   *
   * @throws io.cairn.registry.error.InvalidInputException if the name is not one a subject may have
   */
  public Subject subject() {
    return Subject.of(namespace(kind), variant.isEmpty() ? name : name + "/" + variant);
  }

  /**
   * The signal whose {@link #subject} this is; empty if it is none's. What follows the last slash
   * is the variant if the kind has such a one, and otherwise a part of the name.
   */
  public static Optional<Signal> of(Subject subject) {
    SchemaKind kind = KINDS.get(subject.namespace());
    if (kind == null || !subject.scope().isGlobal()) {
      return Optional.empty();
    }
    String name = subject.name();
    int slash = name.lastIndexOf('/');
    boolean varied =
        slash > 0 && VARIANTS.getOrDefault(kind, Set.of()).contains(name.substring(slash + 1));
    return Optional.of(
        varied
            ? new Signal(kind, name.substring(0, slash), name.substring(slash + 1))
            : new Signal(kind, name, ""));
  }

  private static String namespace(SchemaKind kind) {
    return NAMESPACE + kind.name().toLowerCase(Locale.ROOT);
  }

  private static Set<String> names(Stream<?> values) {
    return values.map(Object::toString).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public int compareTo(Signal other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT)
        + " "
        + name
        + (variant.isEmpty() ? "" : "/" + variant);
  }
}
