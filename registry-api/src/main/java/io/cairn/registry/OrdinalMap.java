package io.cairn.registry;

import io.cairn.registry.error.InvalidInputException;
import io.cairn.registry.schema.FieldPath;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ordinals by path, in the order of the ordinals, in little memory: one array of entries, which are
 * taken over as they are where they cannot change, so that maps may share them. A table to find
 * them by is made when somebody first looks one up. Immutable and thread-safe.
 */
final class OrdinalMap extends AbstractMap<FieldPath, Integer> {
  private final Entry<FieldPath, Integer>[] entries;

  /** Places in {@link #entries}, from 1, by the hashes of their paths; 0 for none. */
  private volatile int @Nullable [] places;

  private OrdinalMap(Entry<FieldPath, Integer>[] entries) {
    this.entries = entries;
  }

  /**
   * The same entries in the order of their ordinals.
   *
   * @throws InvalidInputException if an ordinal is less than 1 or stands twice
   */
  static OrdinalMap of(Map<FieldPath, Integer> ordinals) {
    if (ordinals instanceof OrdinalMap same) {
      return same;
    }
    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types cannot be made
    Entry<FieldPath, Integer>[] entries =
        ordinals.entrySet().stream().map(Map.Entry::copyOf).toArray(Entry[]::new);
    Arrays.sort(entries, Entry.comparingByValue(Comparator.naturalOrder()));
    int before = 0;
    for (Entry<FieldPath, Integer> entry : entries) {
      if (entry.getValue() <= before) {
        throw new InvalidInputException(
            "Ordinal "
                + entry.getValue()
                + " of "
                + entry.getKey()
                + " is less than 1 or stands twice.");
      }
      before = entry.getValue();
    }
    return new OrdinalMap(entries);
  }

  @Override
  public @Nullable Integer get(@Nullable Object path) {
    int[] table = places();
    int mask = table.length - 1;
    int at = spread(Objects.hashCode(path)) & mask;
    while (table[at] != 0) {
      Entry<FieldPath, Integer> entry = entries[table[at] - 1];
      if (entry.getKey().equals(path)) {
        return entry.getValue();
      }
      at = (at + 1) & mask;
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object path) {
    return get(path) != null;
  }

  private int[] places() {
    int[] table = places;
    if (table == null) {
      table = new int[Integer.highestOneBit(entries.length | 1) * 4];
      int mask = table.length - 1;
      for (int place = 1; place <= entries.length; place++) {
        int at = spread(entries[place - 1].getKey().hashCode()) & mask;
        while (table[at] != 0) {
          at = (at + 1) & mask;
        }
        table[at] = place;
      }
      places = table;
    }
    return table;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }

  @Override
  public int size() {
    return entries.length;
  }

  @Override
  public Set<Entry<FieldPath, Integer>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<FieldPath, Integer>> iterator() {
        return Collections.unmodifiableList(Arrays.asList(entries)).iterator();
      }

      @Override
      public int size() {
        return entries.length;
      }
    };
  }
}
