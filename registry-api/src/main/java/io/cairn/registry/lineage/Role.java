package io.cairn.registry.lineage;

/** What somebody does with data of a schema. */
public enum Role {
  /** Writes it. */
  PRODUCER,
  /** Reads it. */
  CONSUMER
}
