package io.cairn.registry.schema;

import io.cairn.registry.VersionRef;

/**
 * The structure that another version's schema describes. It is resolved when the schema that holds
 * it is registered; as a version can only refer to versions that exist already and never change,
 * references cannot form a cycle.
 *
 * @param target the version referred to
 */
public record ReferenceType(VersionRef target) implements DataType {
  @Override
  public TypeTag tag() {
    return TypeTag.REFERENCE;
  }

  @Override
  public String toString() {
    return "REFERENCE " + target;
  }
}
