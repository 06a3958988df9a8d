package io.cairn.registry.core.versions;

import io.cairn.registry.SchemaId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * All versions by their content: a table with open addressing, since a map's entries would take
 * more memory than the versions themselves. Thread-safe; reads take no lock.
 */
final class ContentIndex {
  private static final int SMALLEST = 64;

  private final Object lock = new Object();
  private volatile AtomicReferenceArray<@Nullable Holding> table =
      new AtomicReferenceArray<>(SMALLEST);

  /** How many places are taken, those of contents that are gone included. */
  private int taken;

  /** What stands at a place: the versions with one content. */
  sealed interface Holding permits KnownVersion, Holders, Gone {
    /** The one that became known first; null if there is none any more. */
    @Nullable KnownVersion first();
  }

  /** Stands where a content was that nobody has any more, so that those behind it are found. */
  private enum Gone implements Holding {
    GONE;

    @Override
    public @Nullable KnownVersion first() {
      return null;
    }
  }

  /**
   * Several versions with one content: the one that became known first, and the others, the newest
   * first. One more costs the same, however many there are.
   */
  record Holders(KnownVersion first, @Nullable Holders others) implements Holding {}

  /** Every version with this content, in the order they became known; empty if there is none. */
  List<KnownVersion> all(SchemaId id) {
    return all(find(table, id));
  }

  private static List<KnownVersion> all(@Nullable Holding holding) {
    if (!(holding instanceof Holders holders)) {
      KnownVersion only = holding == null ? null : holding.first();
      return only == null ? List.of() : List.of(only);
    }
    List<KnownVersion> all = new ArrayList<>();
    for (Holders at = holders.others; at != null; at = at.others) {
      all.add(at.first);
    }
    all.add(holders.first);
    Collections.reverse(all);
    return all;
  }

  /** The version with this content that became known first. */
  @Nullable KnownVersion findFirst(SchemaId id) {
    Holding holding = find(table, id);
    return holding == null ? null : holding.first();
  }

  /** Looks at each place once, as another content may come to one that was free. */
  private static @Nullable Holding find(AtomicReferenceArray<@Nullable Holding> in, SchemaId id) {
    int mask = in.length() - 1;
    int at = KnownVersion.spread(id.low()) & mask;
    for (Holding there = in.get(at); there != null; there = in.get(at)) {
      KnownVersion first = there.first();
      if (first != null && first.hasId(id)) {
        return there;
      }
      at = (at + 1) & mask;
    }
    return null;
  }

  /** Where the content is, or would be; only while nothing is written. */
  private static int place(AtomicReferenceArray<@Nullable Holding> in, SchemaId id) {
    int mask = in.length() - 1;
    int at = KnownVersion.spread(id.low()) & mask;
    for (Holding there = in.get(at); there != null; there = in.get(at)) {
      KnownVersion first = there.first();
      if (first != null && first.hasId(id)) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return at;
  }

  void add(KnownVersion version) {
    synchronized (lock) {
      if (taken > table.length() / 3 * 2) {
        grow();
      }
      put(table, version);
    }
  }

  private void put(AtomicReferenceArray<@Nullable Holding> in, KnownVersion version) {
    int place = place(in, version.id());
    Holding there = in.get(place);
    if (there == null) {
      taken++;
      in.set(place, version);
    } else if (there instanceof Holders holders) {
      in.set(place, new Holders(holders.first, new Holders(version, holders.others)));
    } else if (there instanceof KnownVersion first) {
      in.set(place, new Holders(first, new Holders(version, null)));
    }
  }

  private void grow() {
    AtomicReferenceArray<@Nullable Holding> more = new AtomicReferenceArray<>(table.length() * 2);
    taken = 0;
    for (int i = 0; i < table.length(); i++) {
      Holding there = table.get(i);
      KnownVersion first = there == null ? null : there.first();
      if (first != null) {
        more.set(place(more, first.id()), there);
        taken++;
      }
    }
    table = more;
  }

  void remove(KnownVersion version) {
    synchronized (lock) {
      int place = place(table, version.id());
      Holding there = table.get(place);
      if (there == null) {
        return;
      }
      List<KnownVersion> rest = new ArrayList<>(all(there));
      rest.removeIf(one -> one == version);
      table.set(place, rest.isEmpty() ? Gone.GONE : holding(rest));
    }
  }

  private static Holding holding(List<KnownVersion> versions) {
    if (versions.size() == 1) {
      return versions.get(0);
    }
    Holders others = null;
    for (KnownVersion version : versions.subList(1, versions.size())) {
      others = new Holders(version, others);
    }
    return new Holders(versions.get(0), others);
  }
}
