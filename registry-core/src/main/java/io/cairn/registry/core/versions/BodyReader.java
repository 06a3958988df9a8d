package io.cairn.registry.core.versions;

import com.google.common.collect.Lists;
import com.google.common.util.concurrent.Striped;
import io.cairn.registry.Layout;
import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.SemanticLabel;
import io.cairn.registry.VersionRef;
import io.cairn.registry.core.identity.Identity;
import io.cairn.registry.core.metrics.Recorder;
import io.cairn.registry.core.store.VersionBody;
import io.cairn.registry.core.store.VersionStore;
import io.cairn.registry.error.CorruptDataException;
import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.operation.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies from the store, each once while it is in memory, and does not believe one whose
 * content no longer has the id it was registered with. Thread-safe.
 */
final class BodyReader {
  /** How many bodies are read at once. */
  private static final int MAX_PART = 1_000;

  private static final int STRIPES = 64;

  /** What a body takes beside what is in its schema and layout. */
  private static final long BYTES_OF_ANY = 350;

  /** Its places in the schema and in the layout, if it shares the field itself. */
  private static final long BYTES_OF_A_FIELD = 10;

  /** What becomes of a character of JSON. */
  private static final long BYTES_OF_A_CHARACTER = 4;

  private final VersionStore store;
  private final Identity identity;
  private final Bodies bodies;
  private final HeldBodies held;
  private final Recorder recorder;
  private final Striped<Lock> reading = Striped.lock(STRIPES);

  BodyReader(
      VersionStore store, Identity identity, Bodies bodies, long maxBytes, Recorder recorder) {
    this.store = store;
    this.identity = identity;
    this.bodies = bodies;
    this.recorder = recorder;
    held = new HeldBodies(maxBytes, recorder);
  }

  /**
   * The body of a version that was not in memory; null if the store has none. Of those who ask for
   * one at the same time, one reads it. What goes wrong is not remembered.
   */
  KnownVersion.@Nullable Loaded load(KnownVersion version) {
    if (held.isOff()) {
      return read(version);
    }
    Lock lock = reading.get(version);
    lock.lock();
    try {
      KnownVersion.Loaded present = version.present();
      if (present != null) {
        return present;
      }
      KnownVersion.Loaded loaded = read(version);
      if (loaded != null) {
        held.hold(version, loaded);
      }
      return loaded;
    } finally {
      lock.unlock();
    }
  }

  /** From now on a version that was made here is in the store, and its body as good as read. */
  void hold(KnownVersion fresh) {
    if (held.isOff()) {
      fresh.hold(null);
    } else {
      held.hold(fresh, fresh.load(this));
    }
  }

  /** The body of a version that is being made. */
  KnownVersion.Loaded fresh(SchemaVersion version, SemanticLabel label) {
    int form = identity.canonical(version.schema()).form().length;
    return new KnownVersion.Loaded(version, label, estimate(version.layout(), 2L * form));
  }

  private KnownVersion.Loaded hold(KnownVersion version, VersionBody body) {
    recorder.count(Counter.BODY_LOADS, 1);
    KnownVersion.Loaded read = read(version.ref(), version.id(), body);
    Lock lock = reading.get(version);
    lock.lock();
    try {
      if (!held.isOff() && version.present() == null) {
        held.hold(version, read);
      }
      return read;
    } finally {
      lock.unlock();
    }
  }

  private static int estimate(Layout layout, long more) {
    long bytes = BYTES_OF_ANY + BYTES_OF_A_FIELD * layout.ordinals().size() + more;
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  private KnownVersion.@Nullable Loaded read(KnownVersion version) {
    recorder.count(Counter.BODY_LOADS, 1);
    try {
      VersionRef ref = version.ref();
      return store.findBody(ref).map(body -> read(ref, version.id(), body)).orElse(null);
    } catch (RuntimeException failed) {
      recorder.count(Counter.BODY_LOAD_FAILURES, 1);
      throw failed;
    }
  }

  /**
   * The versions in order, without those that were purged meanwhile. What is not in memory is read
   * from the store a part at a time.
   */
  List<SchemaVersion> all(List<KnownVersion> versions) {
    List<SchemaVersion> all = new ArrayList<>(versions.size());
    for (List<KnownVersion> part : Lists.partition(versions, MAX_PART)) {
      List<VersionRef> cold =
          part.stream()
              .filter(version -> version.present() == null)
              .map(KnownVersion::ref)
              .toList();
      Map<VersionRef, VersionBody> read = cold.isEmpty() ? Map.of() : store.bodies(cold);
      for (KnownVersion version : part) {
        VersionBody body = read.get(version.ref());
        SchemaVersion found =
            body == null ? version.findVersion(this) : hold(version, body).version();
        if (found != null) {
          all.add(found);
        }
      }
    }
    return all;
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
          body.label(),
          estimate(whole.layout(), BYTES_OF_A_CHARACTER * whole.newCharacters()));
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
