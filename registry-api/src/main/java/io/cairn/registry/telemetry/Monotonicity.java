package io.cairn.registry.telemetry;

/** Whether a sum may fall. */
public enum Monotonicity {
  MONOTONIC,
  NON_MONOTONIC
}
