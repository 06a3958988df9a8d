package io.cairn.registry.core.identity;

import io.cairn.registry.SchemaId;
import java.util.Arrays;

/**
 * A schema's content id and the canonical bytes it is the hash of. Two of them are equal when their
 * bytes are. Immutable as long as nobody writes to {@link #form}; thread-safe.
 */
public final class CanonicalSchema {
  private final SchemaId id;
  private final byte[] form;

  CanonicalSchema(SchemaId id, byte[] form) {
    this.id = id;
    this.form = form;
  }

  public SchemaId id() {
    return id;
  }

  /** The canonical bytes themselves, not a copy: they must not be written to. */
  public byte[] form() {
    return form;
  }

  /** Whether the canonical bytes are the same, which an equal id alone does not say. */
  public boolean hasContentOf(CanonicalSchema other) {
    return Arrays.equals(form, other.form);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanonicalSchema that
        && id.equals(that.id)
        && Arrays.equals(form, that.form);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
