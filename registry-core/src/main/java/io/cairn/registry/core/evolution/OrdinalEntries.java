package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.schema.FieldPath;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes layouts of entries that other layouts have, too, so that they are in memory once. */
public final class OrdinalEntries extends AbstractMap<FieldPath, Integer> {
  private final List<Map.Entry<FieldPath, Integer>> entries;

  private OrdinalEntries(List<Map.Entry<FieldPath, Integer>> entries) {
    this.entries = entries;
  }

  /**
   * The layout of entries with distinct paths.
   *
   * @throws io.cairn.registry.error.InvalidInputException as the constructor of {@link Layout} does
   */
  public static Layout layout(List<Map.Entry<FieldPath, Integer>> entries) {
    return new Layout(new OrdinalEntries(entries));
  }

  @Override
  public Set<Entry<FieldPath, Integer>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<FieldPath, Integer>> iterator() {
        return entries.iterator();
      }

      @Override
      public int size() {
        return entries.size();
      }
    };
  }
}
