package io.cairn.registry.core.versions;

import io.cairn.registry.Layout;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.VersionRef;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.schema.Schema;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A version in the index: its identity at once, its body when somebody first looks at it.
 * Thread-safe.
 */
final class KnownVersion {
  private final VersionRef ref;
  private final SchemaId id;
  private volatile @Nullable Loaded loaded;

  /** That of {@link #loaded}; look-ups have one step less to go. */
  private volatile @Nullable SchemaVersion version;

  private volatile @Nullable WeakReference<Schema> matched;
  private volatile Sightings.@Nullable Tally tally;

  /** The version with its body. */
  record Loaded(SchemaVersion version, SemanticLabel label) {}

  KnownVersion(VersionRef ref, SchemaId id) {
    this.ref = ref;
    this.id = id;
  }

  static KnownVersion loaded(
      VersionRef ref, SchemaId id, Schema schema, Layout layout, SemanticLabel label) {
    KnownVersion version = new KnownVersion(ref, id);
    version.set(
        new Loaded(new SchemaVersion(ref.subject(), ref.version(), id, schema, layout), label));
    return version;
  }

  VersionRef ref() {
    return ref;
  }

  SchemaId id() {
    return id;
  }

  /**
   * The version, read by {@code bodies} if nobody has asked before; several may then read it at
   * once, to the same end.
   */
  SchemaVersion version(BodyReader bodies) {
    SchemaVersion present = version;
    return present != null ? present : load(bodies).version();
  }

  /** The version, or null if it has been purged meanwhile. */
  @Nullable SchemaVersion findVersion(BodyReader bodies) {
    Loaded present = find(bodies);
    return present == null ? null : present.version();
  }

  /**
   * The version with its label, read as {@link #version} is.
   *
   * @throws NotFoundException if it has been purged meanwhile
   */
  Loaded load(BodyReader bodies) {
    Loaded present = find(bodies);
    if (present == null) {
      throw new NotFoundException(ref + " was deleted permanently.");
    }
    return present;
  }

  private @Nullable Loaded find(BodyReader bodies) {
    Loaded present = loaded;
    if (present == null) {
      present = bodies.find(ref, id);
      if (present != null) {
        set(present);
      }
    }
    return present;
  }

  /** Whether its body need not be read. */
  boolean isLoaded() {
    return loaded != null;
  }

  void set(Loaded body) {
    loaded = body;
    version = body.version();
  }

  /** Whether this very object was the last one found to have this version's content. */
  boolean hasMatched(Schema schema) {
    WeakReference<Schema> last = matched;
    return last != null && last.refersTo(schema);
  }

  /** Remembers, as long as it is alive, an object that has this version's content. */
  void match(Schema schema) {
    if (!hasMatched(schema)) {
      matched = new WeakReference<>(schema);
    }
  }

  Sightings.@Nullable Tally tally() {
    return tally;
  }

  void count(Sightings.Tally sightings) {
    tally = sightings;
  }
}
