package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies from the store, and does not believe one whose content no longer has the id it was
 * registered with.
 */
final class BodyReader {
  private final VersionStore store;
  private final Identity identity;
  private final Bodies bodies;

  BodyReader(VersionStore store, Identity identity, Bodies bodies) {
    this.store = store;
    this.identity = identity;
    this.bodies = bodies;
  }

  /** The body of a version; null if the store has none. */
  KnownVersion.@Nullable Loaded find(VersionRef ref, SchemaId id) {
    return store.findBody(ref).map(body -> read(ref, id, body)).orElse(null);
  }

  private KnownVersion.Loaded read(VersionRef ref, SchemaId id, VersionBody body) {
    try {
      Bodies.Whole whole = bodies.read(body);
      SchemaId actual = identity.id(whole.schema());
      if (!actual.equals(id)) {
        throw damaged(ref, "it has the content id " + actual + " instead of " + id, null);
      }
      return new KnownVersion.Loaded(
          new SchemaVersion(ref.subject(), ref.version(), id, whole.schema(), whole.layout()),
          body.label());
    } catch (InvalidInputException undecodable) {
      throw damaged(ref, "it cannot be decoded", undecodable);
    }
  }

  private static CorruptDataException damaged(
      VersionRef ref, String how, @Nullable Exception cause) {
    return new CorruptDataException(
        "The body of "
            + ref
            + " was changed after it was written: "
            + how
            + ". Restore the file from a backup.",
        cause);
  }
}
