package io.cairn.registry.telemetry;

/** How a metric's data points are made up, as OpenTelemetry's data model has it. */
public enum MetricType {
  GAUGE,
  SUM,
  HISTOGRAM,
  EXPONENTIAL_HISTOGRAM,
  SUMMARY
}
