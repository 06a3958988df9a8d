package io.cairn.registry.telemetry;

/** Which time a sum or a histogram covers, as OpenTelemetry's data model has it. */
public enum Temporality {
  /** Since the last data point. */
  DELTA,
  /** Since the start. */
  CUMULATIVE
}
