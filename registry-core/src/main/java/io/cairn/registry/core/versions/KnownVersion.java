package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.Subject;
import io.cairn.registry.VersionRef;
import io.cairn.registry.error.NotFoundException;
import io.cairn.registry.schema.Schema;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A version in the index: its identity at once, its body from when somebody looks at it until its
 * memory is needed for others. There are very many of these, so it has few and small fields.
 * Thread-safe.
 */
final class KnownVersion implements ContentIndex.Holding {
  private final Subject subject;
  private final int number;
  private final long idHigh;
  private final long idLow;
  private volatile @Nullable Loaded loaded;
  private volatile Sightings.@Nullable Tally tally;

  /** The version with its body, as long as that is in memory. */
  static final class Loaded {
    private final SchemaVersion version;
    private final SemanticLabel label;
    private final int estimatedBytes;
    private volatile @Nullable WeakReference<Schema> matched;

    /** Whether anybody looked since it was last asked; a look that is missed does no harm. */
    private boolean used;

    Loaded(SchemaVersion version, SemanticLabel label, int estimatedBytes) {
      this.version = version;
      this.label = label;
      this.estimatedBytes = estimatedBytes;
    }

    SchemaVersion version() {
      return version;
    }

    SemanticLabel label() {
      return label;
    }

    /** How much memory it holds by itself. */
    int estimatedBytes() {
      return estimatedBytes;
    }

    private void use() {
      if (!used) {
        used = true;
      }
    }

    /** Whether it was used since the last call. */
    boolean takeUsed() {
      boolean was = used;
      used = false;
      return was;
    }
  }

  KnownVersion(Subject subject, int number, SchemaId id) {
    this.subject = subject;
    this.number = number;
    idHigh = id.high();
    idLow = id.low();
  }

  /** One that is not in the store yet; it keeps its body until it is {@link #hold held}. */
  static KnownVersion fresh(Loaded body) {
    SchemaVersion version = body.version;
    KnownVersion fresh = new KnownVersion(version.subject(), version.version(), version.id());
    fresh.loaded = body;
    return fresh;
  }

  VersionRef ref() {
    return new VersionRef(subject, number);
  }

  int number() {
    return number;
  }

  SchemaId id() {
    return new SchemaId(idHigh, idLow);
  }

  boolean hasId(SchemaId id) {
    return idLow == id.low() && idHigh == id.high();
  }

  /** What stands where an id with these lower bits would in a table. */
  static int spread(long idLow) {
    return (int) (idLow ^ (idLow >>> 32));
  }

  int spread() {
    return spread(idLow);
  }

  @Override
  public KnownVersion first() {
    return this;
  }

  /**
   * The version, read if its body is not in memory.
   *
   * @throws NotFoundException if it has been purged meanwhile
   */
  SchemaVersion version(BodyReader bodies) {
    return load(bodies).version;
  }

  /** The version, or null if it has been purged meanwhile. */
  @Nullable SchemaVersion findVersion(BodyReader bodies) {
    Loaded present = find(bodies);
    return present == null ? null : present.version;
  }

  /**
   * The version with its label, read as {@link #version} is.
   *
   * @throws NotFoundException if it has been purged meanwhile
   */
  Loaded load(BodyReader bodies) {
    Loaded present = find(bodies);
    if (present == null) {
      throw new NotFoundException(ref() + " was deleted permanently.");
    }
    return present;
  }

  private @Nullable Loaded find(BodyReader bodies) {
    Loaded present = loaded;
    if (present == null) {
      return bodies.load(this);
    }
    present.use();
    return present;
  }

  /** The body if it is in memory. */
  @Nullable Loaded present() {
    return loaded;
  }

  /** Keeps a body in memory, or with null no longer does. */
  void hold(@Nullable Loaded body) {
    loaded = body;
  }

  /** Whether this very object was the last one found to have this version's content. */
  boolean hasMatched(Schema schema) {
    Loaded present = loaded;
    WeakReference<Schema> last = present == null ? null : present.matched;
    return last != null && last.refersTo(schema);
  }

  /** Remembers, as long as it is alive, an object that has this version's content. */
  void match(Schema schema) {
    Loaded present = loaded;
    if (present != null && !hasMatched(schema)) {
      present.matched = new WeakReference<>(schema);
    }
  }

  Sightings.@Nullable Tally tally() {
    return tally;
  }

  void count(Sightings.Tally sightings) {
    tally = sightings;
  }
}
