package io.cairn.registry.telemetry;

/** Something said of a signal that may have several values, each counted by itself. */
public enum Aspect {
  /** The service it came from. */
  SERVICE,
  /** The instrumentation scope, as {@code name} or {@code name@version}. */
  SCOPE,
  /** The type of a metric. */
  TYPE,
  /** The unit of a metric or a profile. */
  UNIT,
  /** The description of a metric. */
  DESCRIPTION,
  /** The temporality of a metric. */
  TEMPORALITY,
  /** The monotonicity of a metric. */
  MONOTONICITY,
  /** The severity of a log record that has a name of its own. */
  SEVERITY,
  /** The names of a span's events; what is counted are the events. */
  EVENT,
  /** A span's links, counted under the value {@code link}. */
  LINK
}
