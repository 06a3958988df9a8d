package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.schema.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is registered, in memory: what look-ups answer from. Each subject is an immutable
 * snapshot, replaced only by one of a later revision. Thread-safe; reads take no lock.
 */
final class VersionIndex {
  private final RegistryStore store;
  private final ConcurrentHashMap<Subject, SubjectEntry> subjects = new ConcurrentHashMap<>();
  private final ContentIndex contents = new ContentIndex();
  private volatile Settings settings;

  VersionIndex(RegistryStore store) {
    this.store = store;
    settings = store.versions().settings();
    store.versions().forEachSubject(kept -> publish(SubjectEntry.of(kept, null)));
  }

  /** The subject, or a fresh one of revision 0 if it is unknown. */
  SubjectEntry subject(Subject subject) {
    SubjectEntry entry = subjects.get(subject);
    return entry == null ? SubjectEntry.fresh(subject) : entry;
  }

  @Nullable SubjectEntry find(Subject subject) {
    return subjects.get(subject);
  }

  Collection<SubjectEntry> subjects() {
    return subjects.values();
  }

  /** Every version with this content, in the order they became known; empty if there is none. */
  List<KnownVersion> versions(SchemaId id) {
    return contents.all(id);
  }

  /** The schema with this content: that of the version which became known first and is not gone. */
  @Nullable Schema findSchema(SchemaId id, BodyReader bodies) {
    KnownVersion holder = contents.findFirst(id);
    if (holder == null) {
      return null;
    }
    SchemaVersion first = holder.findVersion(bodies);
    if (first != null) {
      return first.schema();
    }
    return contents.all(id).stream()
        .map(version -> version.findVersion(bodies))
        .filter(Objects::nonNull)
        .map(SchemaVersion::schema)
        .findFirst()
        .orElse(null);
  }

  Settings settings() {
    return settings;
  }

  /** The last commit that changed any subject of the index; 0 if none did. */
  long newestRevision() {
    return subjects.values().stream().mapToLong(SubjectEntry::revision).max().orElse(0);
  }

  /** Reads again what another writer has changed. */
  void refresh(StoreKey key) {
    if (key instanceof StoreKey.OfSubject of) {
      store
          .versions()
          .findSubject(of.subject())
          .ifPresent(kept -> publish(SubjectEntry.of(kept, subjects.get(of.subject()))));
    } else if (key == StoreKey.Global.SETTINGS) {
      publish(store.versions().settings());
    }
  }

  synchronized void publish(Settings next) {
    if (next.revision() > settings.revision()) {
      settings = next;
    }
  }

  void publish(SubjectEntry next) {
    subjects.compute(
        next.subject(),
        (subject, present) -> {
          if (present != null && present.revision() >= next.revision()) {
            return present;
          }
          for (KnownVersion version : next.all()) {
            KnownVersion before = present == null ? null : present.find(version.number());
            if (before != version) {
              contents.add(version);
              if (before != null) {
                contents.remove(before);
              }
            }
          }
          if (present != null) {
            for (KnownVersion version : present.all()) {
              if (next.find(version.number()) == null) {
                contents.remove(version);
              }
            }
          }
          return next;
        });
  }
}
