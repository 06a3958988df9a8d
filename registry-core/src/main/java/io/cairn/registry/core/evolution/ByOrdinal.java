package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.schema.Field;
import io.cairn.registry.schema.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields are the same that have the same ordinal, whatever they are called. */
record ByOrdinal(Layout oldLayout, Layout newLayout) implements Matching {

  @Override
  public Pairs match(@Nullable Place parent, List<Field> old, List<Field> fresh) {
    Map<Integer, Integer> positions = new HashMap<>();
    FieldPath oldPath = parent == null ? null : parent.oldPath();
    for (int i = 0; i < old.size(); i++) {
      Integer ordinal = oldLayout.ordinals().get(Matching.child(oldPath, old.get(i)));
      if (ordinal != null) {
        positions.put(ordinal, i);
      }
    }
    int[] found = new int[fresh.size()];
    FieldPath newPath = parent == null ? null : parent.path();
    for (int i = 0; i < found.length; i++) {
      Integer ordinal = newLayout.ordinals().get(Matching.child(newPath, fresh.get(i)));
      found[i] = ordinal == null ? Pairs.NONE : positions.getOrDefault(ordinal, Pairs.NONE);
    }
    return Pairs.of(found, old.size());
  }

  /** A field may have gone and come back, with the very same definition. */
  @Override
  public boolean goesByKeys() {
    return false;
  }
}
