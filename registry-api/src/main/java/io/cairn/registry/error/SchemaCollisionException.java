package io.cairn.registry.error;

import io.cairn.registry.SchemaId;

/** Two different schemas have the same content id. They are never merged; nothing was written. */
public final class SchemaCollisionException extends RegistryException {
  private static final long serialVersionUID = 1L;
  private final transient SchemaId id;

  public SchemaCollisionException(SchemaId id) {
    super(
        "Cannot register this schema: its content id "
            + id
            + " already belongs to a different schema."
            + " Change anything that is part of the identity (a trait, for example) to give it another id.");
    this.id = id;
  }

  public SchemaId id() {
    return id;
  }
}
