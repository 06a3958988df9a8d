package io.cairn.registry.core.versions;

import com.google.common.collect.Lists;
import io.cairn.registry.Layout;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.evolution.SchemaWalk;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.json.LayoutJson;
import io.cairn.registry.core.json.SchemaJson;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies from the store, and does not believe one whose content no longer has the id it was
 * registered with.
 */
final class BodyReader {
  /** How many bodies are read at once. */
  private static final int MAX_PART = 1_000;

  private final VersionStore store;
  private final Identity identity;

  BodyReader(VersionStore store, Identity identity) {
    this.store = store;
    this.identity = identity;
  }

  /** The body of a version; null if the store has none. */
  KnownVersion.@Nullable Loaded find(VersionRef ref, SchemaId id) {
    return store.findBody(ref).map(body -> read(ref, id, body)).orElse(null);
  }

  /**
   * The versions in order, without those that were purged meanwhile. What is not in memory is read
   * from the store a part at a time.
   */
  List<SchemaVersion> all(List<KnownVersion> versions) {
    List<SchemaVersion> all = new ArrayList<>(versions.size());
    for (List<KnownVersion> part : Lists.partition(versions, MAX_PART)) {
      List<VersionRef> cold =
          part.stream().filter(version -> !version.isLoaded()).map(KnownVersion::ref).toList();
      Map<VersionRef, VersionBody> read = cold.isEmpty() ? Map.of() : store.bodies(cold);
      for (KnownVersion version : part) {
        VersionBody body = read.get(version.ref());
        if (body != null) {
          version.set(read(version.ref(), version.id(), body));
        }
        SchemaVersion found = version.findVersion(this);
        if (found != null) {
          all.add(found);
        }
      }
    }
    return all;
  }

  private KnownVersion.Loaded read(VersionRef ref, SchemaId id, VersionBody body) {
    try {
      Schema schema = identity.intern(SchemaJson.read(body.schema()));
      SchemaId actual = identity.canonical(schema).id();
      if (!actual.equals(id)) {
        throw damaged(ref, "it has the content id " + actual + " instead of " + id, null);
      }
      Layout layout = LayoutJson.read(body.layout());
      if (!layout.ordinals().keySet().equals(SchemaWalk.fields(schema).keySet())) {
        throw damaged(ref, "its layout does not fit its schema", null);
      }
      return new KnownVersion.Loaded(
          new SchemaVersion(ref.subject(), ref.version(), id, schema, layout), body.label());
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
