package io.cairn.registry.core.evolution;

import io.cairn.registry.Layout;
import io.cairn.registry.schema.FieldPath;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through two layouts of one subject, in the order of their ordinals. */
@SuppressWarnings("ReferenceEquality") // most of what is compared is shared
final class Layouts {
  private static final int END = Integer.MAX_VALUE;

  private final Iterator<FieldPath> paths;
  private final Iterator<Integer> ordinals;
  private @Nullable FieldPath path;
  private int ordinal;

  private Layouts(Layout layout) {
    paths = layout.ordinals().keySet().iterator();
    ordinals = layout.ordinals().values().iterator();
    advance();
  }

  /**
   * Whether no ordinal has two paths and no path has two ordinals, so that going by paths comes to
   * the same as going by ordinals.
   */
  static boolean agree(Layout old, Layout fresh) {
    if (old == fresh || old.ordinals() == fresh.ordinals()) {
      return true;
    }
    Layouts before = new Layouts(old);
    Layouts after = new Layouts(fresh);
    while (before.path != null) {
      if (before.ordinal > after.ordinal) {
        after.advance();
        continue;
      }
      boolean both = before.ordinal == after.ordinal;
      if (both
          ? after.path == null || !areSame(before.path, after.path)
          : fresh.ordinals().containsKey(before.path)) {
        return false;
      }
      before.advance();
      if (both) {
        after.advance();
      }
    }
    return true;
  }

  private void advance() {
    boolean more = paths.hasNext();
    path = more ? paths.next() : null;
    ordinal = more ? ordinals.next() : END;
  }

  private static boolean areSame(FieldPath one, FieldPath other) {
    if (one == other) {
      return true;
    }
    List<FieldPath.Step> steps = one.steps();
    List<FieldPath.Step> others = other.steps();
    int at = steps.size();
    if (others.size() != at) {
      return false;
    }
    while (--at >= 0) {
      if (!steps.get(at).equals(others.get(at))) {
        return false;
      }
    }
    return true;
  }
}
