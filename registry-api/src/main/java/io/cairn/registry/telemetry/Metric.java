package io.cairn.registry.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What is said of a metric beside its name. What is empty or null is not said, and changes nothing
 * that is known from elsewhere. Immutable and thread-safe; keep one for each instrument.
 *
 * @param name the metric's name
 * @param type how its data points are made up
 * @param unit such as {@code ms} or {@code By}; empty if not said
 * @param description for people; empty if not said
 * @param temporality which time a data point covers; null if not said
 * @param monotonicity whether a sum may fall; null if not said
 */
public record Metric(
    String name,
    MetricType type,
    String unit,
    String description,
    @Nullable Temporality temporality,
    @Nullable Monotonicity monotonicity) {

  /** A metric of which nothing more is said. */
  public static Metric of(String name, MetricType type) {
    return new Metric(name, type, "", "", null, null);
  }

  /** The same with a unit. */
  public Metric in(String itsUnit) {
    return new Metric(name, type, itsUnit, description, temporality, monotonicity);
  }

  /** The same with a description. */
  public Metric describedAs(String text) {
    return new Metric(name, type, unit, text, temporality, monotonicity);
  }

  /** The same with a temporality. */
  public Metric with(Temporality its) {
    return new Metric(name, type, unit, description, its, monotonicity);
  }

  /** The same with a monotonicity. */
  public Metric with(Monotonicity its) {
    return new Metric(name, type, unit, description, temporality, its);
  }
}
