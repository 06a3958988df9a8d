package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaId;
import io.cairn.registry.SchemaVersion;
import io.cairn.registry.Subject;
import io.cairn.registry.core.store.RegistryStore;
import io.cairn.registry.core.store.Settings;
import io.cairn.registry.core.store.StoreKey;
import io.cairn.registry.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
  private final ConcurrentHashMap<SchemaId, Holders> contents = new ConcurrentHashMap<>();
  private volatile Settings settings;

  /**
   * The versions with one content: the one that became known first, and the others, the newest
   * first. One more costs the same, however many there are.
   */
  private record Holders(KnownVersion first, @Nullable Holders others) {
    static Holders plus(@Nullable Holders present, KnownVersion version) {
      return present == null
          ? new Holders(version, null)
          : new Holders(present.first, new Holders(version, present.others));
    }

    static @Nullable Holders without(Holders present, KnownVersion version) {
      @Nullable Holders rest = null;
      for (KnownVersion one : present.all()) {
        if (!one.ref().equals(version.ref())) {
          rest = plus(rest, one);
        }
      }
      return rest;
    }

    /** In the order they became known. */
    List<KnownVersion> all() {
      List<KnownVersion> all = new ArrayList<>();
      for (Holders at = others; at != null; at = at.others) {
        all.add(at.first);
      }
      all.add(first);
      Collections.reverse(all);
      return all;
    }
  }

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
    Holders holders = contents.get(id);
    return holders == null ? List.of() : holders.all();
  }

  /** The schema with this content: that of the version which became known first and is not gone. */
  @Nullable Schema findSchema(SchemaId id, BodyReader bodies) {
    Holders holders = contents.get(id);
    if (holders == null) {
      return null;
    }
    SchemaVersion first = holders.first.findVersion(bodies);
    if (first != null) {
      return first.schema();
    }
    return holders.all().stream()
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
            if (present == null || present.find(version.ref().version()) == null) {
              contents.compute(version.id(), (id, holders) -> Holders.plus(holders, version));
            }
          }
          if (present != null) {
            for (KnownVersion version : present.all()) {
              if (next.find(version.ref().version()) == null) {
                contents.computeIfPresent(
                    version.id(), (id, holders) -> Holders.without(holders, version));
              }
            }
          }
          return next;
        });
  }
}
