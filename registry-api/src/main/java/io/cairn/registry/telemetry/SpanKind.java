package io.cairn.registry.telemetry;

/** A span's part in a trace, as OpenTelemetry has it. */
public enum SpanKind {
  UNSPECIFIED,
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER
}
