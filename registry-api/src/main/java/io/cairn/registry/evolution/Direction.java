package io.cairn.registry.evolution;

/** Who reads whose data. */
public enum Direction {
  /** The new schema reads old data. */
  BACKWARD,
  /** The old schema reads new data. */
  FORWARD
}
