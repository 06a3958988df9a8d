package io.cairn.registry.schema;

/** Whether a value may be null. */
public enum Nullability {
  REQUIRED,
  NULLABLE
}
