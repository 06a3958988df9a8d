package io.cairn.registry.schema;

/** A role a field plays in finding or placing a row. */
public enum FieldKey {
  /** Part of the primary key. */
  PRIMARY,
  /** Part of the partition key. */
  PARTITION
}
